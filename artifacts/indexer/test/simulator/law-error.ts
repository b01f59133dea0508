/** What must hold in every history, whatever happens in it. */
export const laws = [
  /** Safety: what was acknowledged is done, parked, or has a job. */
  'acknowledged is done',
  /** Safety: an older state never takes the place of a newer one. */
  'never older over newer',
  /** Safety: a record has one outcome, and only one. */
  'received is the sum of outcomes',
  /** Safety: a search by the read alias finds whatever was acknowledged. */
  'searches miss nothing',
  /** Safety: what is kept as deleted is in no index, and does not come back. */
  'deleted stays deleted',
  /** Safety: a delete that was acknowledged is kept as one. */
  'a delete is kept',
  /** Liveness: without faults everything ends, within a bounded number of deliveries. */
  'ends',
  /** Liveness: when all is quiet, the index is the table. */
  'index is table',
  /** Liveness: when all is quiet, parked is what OpenSearch refuses, and nothing else. */
  'parked is refused',
  /** Liveness: when all is quiet, no job is left. */
  'no job is left',
] as const;

export type Law = (typeof laws)[number];

export class LawError extends Error {
  readonly law: Law;

  constructor(law: Law, message: string) {
    super(`${law}: ${message}`);
    this.name = 'LawError';
    this.law = law;
  }
}
