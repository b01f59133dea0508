/** Every way in which an invocation fails as a whole. `docs/errors.md` explains each. */
export const errorCodes = [
  'config.invalid',
  'config.entities',
  'record.no-records',
  'record.no-sequence-number',
  'table.read-refused',
  'table.write-refused',
  'table.unavailable',
  'search.forbidden',
  'search.index-missing',
  'search.no-write-target',
  'search.request-refused',
  'search.unavailable',
  'search.client',
  'search.alias-taken',
  'search.ambiguous-alias',
  'search.no-security',
  'bootstrap.invalid-event',
  'invocations.refused',
  'invocations.unavailable',
  'maintain.invalid-request',
  'maintain.invalid-resume',
  'maintain.no-rebuild',
  'maintain.rebuild-unfinished',
  'maintain.rebuild-differs',
  'measure.invalid-request',
  'measure.heartbeat-late',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A failure that no retry of single records can put right: the whole invocation fails, loudly. */
export class IndexerError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'IndexerError';
    this.code = code;
  }
}
