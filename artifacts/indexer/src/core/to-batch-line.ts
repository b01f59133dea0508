import { countOutcomes, isDone, type Outcome } from './outcome.ts';
import type { RecordVerdict } from './to-batch-response.ts';

/** One batch for log and metrics: counts, times and reasons, no data. */
export interface BatchLine extends Readonly<Record<Exclude<Outcome, 'retry'>, number>> {
  /** Always applied + repaired + superseded + skipped + parked + reported. */
  readonly records: number;
  /** Not done: told to Lambda, to be delivered again. */
  readonly reported: number;
  /** Writes that were sent again within the invocation. */
  readonly retried: number;
  readonly foreignWrites: number;
  readonly bulkRequests: number;
  readonly bulkBytes: number;
  readonly milliseconds: number;
  /** Age of the oldest record when the batch was done; absent when no record says when it was written. */
  readonly oldestAgeMs?: number;
  /** Where the batch is to be delivered again from. */
  readonly firstNotDone?: string;
  /** How often each reason kept a record from being written. */
  readonly reasons?: Readonly<Record<string, number>>;
}

interface Batch {
  readonly verdicts: readonly RecordVerdict[];
  readonly foreignWrites: number;
  readonly oldestAtMs: number | undefined;
}

/** When a batch began and ended (epoch milliseconds), and the bulk requests that were sent for it. */
export interface BatchCosts {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly sent: readonly { readonly bytes: number; readonly retried: number }[];
}

export function toBatchLine(
  { verdicts, foreignWrites, oldestAtMs }: Batch,
  { startedAtMs, endedAtMs, sent }: BatchCosts,
): BatchLine {
  const { retry: reported, ...counts } = countOutcomes(verdicts);
  const unwritten = verdicts.filter(({ outcome }) => outcome === 'parked' || outcome === 'retry');
  const firstNotDone = unwritten.find(({ outcome }) => !isDone(outcome))?.sequenceNumber;
  return {
    records: verdicts.length,
    ...counts,
    reported,
    retried: sent.reduce((sum, { retried }) => sum + retried, 0),
    bulkRequests: sent.length,
    bulkBytes: sent.reduce((sum, { bytes }) => sum + bytes, 0),
    foreignWrites,
    milliseconds: endedAtMs - startedAtMs,
    ...(oldestAtMs === undefined ? {} : { oldestAgeMs: Math.max(0, endedAtMs - oldestAtMs) }),
    ...(firstNotDone === undefined ? {} : { firstNotDone }),
    ...(unwritten.length === 0 ? {} : { reasons: countReasons(unwritten) }),
  };
}

function countReasons(verdicts: readonly RecordVerdict[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { reason = 'no reason' } of verdicts) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries(counts);
}
