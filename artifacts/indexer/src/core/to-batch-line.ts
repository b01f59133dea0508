import { countOutcomes, isDone, type OutcomeCounts } from './outcome.ts';
import type { RecordVerdict } from './to-batch-response.ts';

/** One batch for the log: counts, times and reasons, no data. */
export interface BatchLine extends OutcomeCounts {
  /** Always the sum of the outcomes. */
  readonly received: number;
  readonly foreignWrites: number;
  readonly ms: number;
  /** Age of the oldest record when the batch was done; absent when no record says when it was written. */
  readonly oldestAgeMs?: number;
  /** Where the batch is to be delivered again from. */
  readonly firstNotDone?: string;
  /** How often each reason kept a record from being done. */
  readonly reasons?: Readonly<Record<string, number>>;
}

interface Batch {
  readonly verdicts: readonly RecordVerdict[];
  readonly foreignWrites: number;
  readonly oldestAtMs: number | undefined;
}

interface Times {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

export function toBatchLine(
  { verdicts, foreignWrites, oldestAtMs }: Batch,
  { startedAtMs, endedAtMs }: Times,
): BatchLine {
  const notDone = verdicts.filter(({ outcome }) => !isDone(outcome));
  return {
    received: verdicts.length,
    ...countOutcomes(verdicts),
    foreignWrites,
    ms: endedAtMs - startedAtMs,
    ...(oldestAtMs === undefined ? {} : { oldestAgeMs: Math.max(0, endedAtMs - oldestAtMs) }),
    ...(notDone[0] ? { firstNotDone: notDone[0].sequenceNumber, reasons: countReasons(notDone) } : {}),
  };
}

function countReasons(verdicts: readonly RecordVerdict[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { reason = 'no reason' } of verdicts) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries(counts);
}
