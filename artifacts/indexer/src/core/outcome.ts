/** What became of one change. */
export type Outcome = 'applied' | 'repaired' | 'superseded' | 'skipped' | 'parked' | 'retry';

/** An outcome, and for the log why it is not better: a status and an error type, never data. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: string;
}

/** From the one that decides alone to the one that needs all others to agree. */
const decisive: readonly Outcome[] = ['retry', 'parked', 'repaired', 'applied', 'superseded', 'skipped'];

/** One verdict for several writes of one change: done only when all are done. No writes at all: not done. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  for (const outcome of decisive) {
    const found = verdicts.find((verdict) => verdict.outcome === outcome);
    if (found) return found;
  }
  return { outcome: 'retry', reason: 'no verdict' };
}

/** Exhaustive, so that a new outcome must say here whether Lambda may forget the record. */
export function isDone(outcome: Outcome): boolean {
  switch (outcome) {
    case 'applied':
    case 'repaired':
    case 'superseded':
    case 'skipped':
    case 'parked':
      return true;
    case 'retry':
      return false;
  }
}

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** How many of each; the sum is the number of outcomes. */
export function countOutcomes(verdicts: readonly Verdict[]): OutcomeCounts {
  const counts = { applied: 0, repaired: 0, superseded: 0, skipped: 0, parked: 0, retry: 0 };
  for (const { outcome } of verdicts) counts[outcome] += 1;
  return counts;
}
