import type { Verdict } from './judge-response.ts';
import type { MappingSettings } from './mapping-settings.ts';
import type { PendingRecord } from './to-pending-record.ts';

/** Neighbouring records that travel together. A batch starts as one segment; bisecting leaves several, in stream order. */
export interface Segment {
  readonly records: readonly PendingRecord[];
  /** Retries used up since the first of the records came to the front. Halving uses none. */
  readonly retries: number;
  /** Invocations that this segment, or what it was cut from, has seen. */
  readonly invocations: number;
}

export type DiscardCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** What follows from an invocation of the first segment. `rest` is what then stands to be delivered. */
export type Step =
  | {
      readonly kind: 'advance';
      readonly done: readonly PendingRecord[];
      /** Whether the function named a failed record behind the done ones. */
      readonly isPartial: boolean;
      readonly rest: readonly Segment[];
    }
  | { readonly kind: 'retry'; readonly rest: readonly Segment[] }
  | {
      readonly kind: 'discard';
      readonly discarded: Segment;
      readonly condition: DiscardCondition;
      readonly rest: readonly Segment[];
    };

type RetrySettings = Pick<MappingSettings, 'bisectBatchOnFunctionError' | 'maximumRetryAttempts'>;

/**
 * Decides between going on, trying again, halving and giving up.
 *
 * Lambda does not document how it counts when a function reports progress. Here progress starts the count anew, because
 * it is a different record that now stands first: a batch that moves is never given up for having moved slowly.
 */
export function nextStep(segments: readonly [Segment, ...Segment[]], verdict: Verdict, settings: RetrySettings): Step {
  const [invoked, ...later] = segments;
  const current = { ...invoked, invocations: invoked.invocations + 1 };
  switch (verdict.kind) {
    case 'success':
      return { kind: 'advance', done: current.records, isPartial: false, rest: later };
    case 'partial': {
      if (verdict.doneCount === 0) return retryOrGiveUp(current, later, settings);
      const remaining = { ...current, records: current.records.slice(verdict.doneCount), retries: 0 };
      const done = current.records.slice(0, verdict.doneCount);
      return { kind: 'advance', done, isPartial: true, rest: [remaining, ...later] };
    }
    case 'failure': {
      if (!settings.bisectBatchOnFunctionError || current.records.length === 1) {
        return retryOrGiveUp(current, later, settings);
      }
      return { kind: 'retry', rest: [...halve(current), ...later] };
    }
  }
}

/** Takes the records that are too old to be sent from the front; Lambda does this before the first attempt, too. */
export function expireRecords(
  segments: readonly [Segment, ...Segment[]],
  { nowMs, maximumRecordAgeInSeconds }: { readonly nowMs: number } & Pick<MappingSettings, 'maximumRecordAgeInSeconds'>,
): Extract<Step, { kind: 'discard' }> | undefined {
  if (maximumRecordAgeInSeconds === -1) return undefined;
  const [first, ...later] = segments;
  const oldestMs = nowMs - maximumRecordAgeInSeconds * 1_000;
  const firstYoung = first.records.findIndex(({ createdMs }) => createdMs >= oldestMs);
  const expiredCount = firstYoung === -1 ? first.records.length : firstYoung;
  if (expiredCount === 0) return undefined;
  const remaining = { ...first, records: first.records.slice(expiredCount), retries: 0 };
  return {
    kind: 'discard',
    discarded: { ...first, records: first.records.slice(0, expiredCount) },
    condition: 'RecordAgeExceeded',
    rest: remaining.records.length > 0 ? [remaining, ...later] : later,
  };
}

function retryOrGiveUp(current: Segment, later: readonly Segment[], { maximumRetryAttempts }: RetrySettings): Step {
  if (maximumRetryAttempts !== -1 && current.retries >= maximumRetryAttempts) {
    return { kind: 'discard', discarded: current, condition: 'RetryAttemptsExhausted', rest: later };
  }
  return { kind: 'retry', rest: [{ ...current, retries: current.retries + 1 }, ...later] };
}

function halve(segment: Segment): readonly [Segment, Segment] {
  const middle = Math.ceil(segment.records.length / 2);
  return [
    { ...segment, records: segment.records.slice(0, middle) },
    { ...segment, records: segment.records.slice(middle) },
  ];
}
