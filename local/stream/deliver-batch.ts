import { backoffDelayMs } from './backoff-delay.ts';
import type { Clock } from './clock.ts';
import { judgeResponse, type Verdict } from './judge-response.ts';
import type { MappingSettings } from './mapping-settings.ts';
import { type DiscardCondition, expireRecords, nextStep, type Segment, type Step } from './next-step.ts';
import type { PendingRecord } from './to-pending-record.ts';

/** What delivering needs of the world around it. */
export interface DeliveryContext {
  readonly settings: MappingSettings;
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Keeps given-up records for good; rejects when it cannot, and then they are not given up. */
  readonly keep: (discarded: Segment, why: { condition: DiscardCondition; isFunctionError: boolean }) => Promise<void>;
  /** Called in stream order with records that are done or kept. Others are delivered again after a restart. */
  readonly acknowledge: (records: readonly PendingRecord[]) => Promise<void>;
  readonly observe: (attempt: Attempt) => void;
  readonly clock: Clock;
  /** When it fires nothing new begins and nothing is given up; what the running invocation has done still counts. */
  readonly stopping: AbortSignal;
  /** When it fires the running invocation no longer counts. */
  readonly abandoned: AbortSignal;
}

/** What came of one invocation, for log and status: counts and reasons, no item data. */
export interface Attempt {
  readonly outcome: 'done' | 'partly-done' | 'retry' | 'discarded' | 'not-kept';
  readonly records: number;
  readonly bytes: number;
  /** How many of the records need not be delivered again. */
  readonly settled: number;
  readonly durationMs: number;
  /** Age of the last record when the attempt ended: what Lambda calls the iterator age. */
  readonly ageMs: number;
  /** Failures in a row, without progress in between. */
  readonly failures: number;
  readonly reason?: string;
}

type NonEmpty = readonly [Segment, ...Segment[]];

/** Delivers a batch until each of its records is done or given up, or until the mapping stops. */
export async function deliverBatch(records: readonly PendingRecord[], context: DeliveryContext): Promise<void> {
  const { clock, stopping, abandoned } = context;
  let segments: readonly Segment[] = [{ records, retries: 0, invocations: 0 }];
  let failures = 0;
  while (hasFirst(segments) && !stopping.aborted) {
    const startedMs = clock.now();
    const { step, verdict } = await attemptFirst(segments, context);
    if (abandoned.aborted || (stopping.aborted && step.kind !== 'advance')) return;
    const loss = await settle(step, verdict, context);
    failures = loss ? failures + 1 : countFailures(failures, step);
    const nowMs = clock.now();
    context.observe({
      ...describeFirst(segments[0], nowMs),
      ...describeStep(step, verdict, loss),
      durationMs: nowMs - startedMs,
      failures,
    });
    if (!loss) segments = step.rest;
    if (failures > 0) await clock.sleep(backoffDelayMs(failures, clock.random()), stopping);
  }
}

const hasFirst = (segments: readonly Segment[]): segments is NonEmpty => segments.length > 0;

async function attemptFirst(
  segments: NonEmpty,
  { settings, invoke, clock }: DeliveryContext,
): Promise<{ readonly step: Step; readonly verdict?: Verdict }> {
  const { maximumRecordAgeInSeconds } = settings;
  const expired = expireRecords(segments, { nowMs: clock.now(), maximumRecordAgeInSeconds });
  if (expired) return { step: expired };
  const { records } = segments[0];
  const verdict = await invoke({ Records: records.map(({ record }) => record) }).then(
    (response): Verdict =>
      settings.functionResponseTypes.includes('ReportBatchItemFailures')
        ? judgeResponse(
            response,
            records.map(({ sequenceNumber }) => sequenceNumber),
          )
        : { kind: 'success' },
    (error: unknown): Verdict => ({ kind: 'failure', reason: toReason(error), isFunctionError: true }),
  );
  return { step: nextStep(segments, verdict, settings), verdict };
}

/** Does what the step says of records that are through; the reason when they could not be kept, and so are not through. */
async function settle(step: Step, verdict: Verdict | undefined, context: DeliveryContext): Promise<string | undefined> {
  if (step.kind === 'retry') return undefined;
  if (step.kind === 'advance') {
    await context.acknowledge(step.done);
    return undefined;
  }
  const isFunctionError = verdict?.kind === 'failure' && verdict.isFunctionError;
  try {
    await context.keep(step.discarded, { condition: step.condition, isFunctionError });
  } catch (error) {
    return toReason(error);
  }
  await context.acknowledge(step.discarded.records);
  return undefined;
}

function countFailures(failures: number, step: Step): number {
  if (step.kind === 'retry') return failures + 1;
  // Where the function stopped in the middle of the batch, its first failed record has failed once.
  return step.kind === 'advance' && step.isPartial ? 1 : 0;
}

function describeFirst({ records }: Segment, nowMs: number) {
  return {
    records: records.length,
    bytes: records.reduce((sum, { bytes }) => sum + bytes, 0),
    ageMs: Math.max(0, nowMs - (records.at(-1)?.createdMs ?? nowMs)),
  };
}

function describeStep(step: Step, verdict: Verdict | undefined, loss: string | undefined) {
  if (loss !== undefined) return { outcome: 'not-kept' as const, settled: 0, reason: loss };
  const reason = verdict?.kind === 'failure' ? verdict.reason : undefined;
  switch (step.kind) {
    case 'advance':
      return { outcome: step.isPartial ? ('partly-done' as const) : ('done' as const), settled: step.done.length };
    case 'retry':
      return { outcome: 'retry' as const, settled: 0, ...(reason !== undefined && { reason }) };
    case 'discard': {
      const why = reason === undefined ? step.condition : `${step.condition}: ${reason}`;
      return { outcome: 'discarded' as const, settled: step.discarded.records.length, reason: why };
    }
  }
}

const longestReason = 300;

const toReason = (error: unknown) => String(error instanceof Error ? error.message : error).slice(0, longestReason);
