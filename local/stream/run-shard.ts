import { assembleBatch } from './assemble-batch.ts';
import { backoffDelayMs } from './backoff-delay.ts';
import type { ConnectionWatch } from './create-connection-watch.ts';
import type { ShardReader } from './create-shard-reader.ts';
import { type Attempt, type DeliveryContext, deliverBatch } from './deliver-batch.ts';
import type { MappingLog } from './mapping-log.ts';
import { type CheckpointStore, toPosition } from './open-checkpoint.ts';
import type { Position } from './parse-checkpoint.ts';
import { StreamError } from './stream-error.ts';
import type { ShardState } from './to-mapping-status.ts';
import type { PendingRecord } from './to-pending-record.ts';

export interface ShardContext extends Omit<DeliveryContext, 'acknowledge'> {
  readonly shardId: string;
  readonly reader: ShardReader;
  readonly checkpoint: Pick<CheckpointStore, 'get' | 'set'>;
  /** Writes the checkpoint; never rejects, since delivering again does no harm. */
  readonly save: () => Promise<void>;
  readonly connection: ConnectionWatch;
  readonly log: MappingLog;
  /** Kept up to date for the status. */
  readonly state: ShardState;
  /** Pause between two reads when nothing more is there. */
  readonly pollMs: number;
}

/** Reads one shard to its end and delivers it batch by batch. True when the end was reached, false when stopped before. */
export async function runShard(context: ShardContext): Promise<boolean> {
  const { shardId, reader, checkpoint, settings, stopping, state } = context;
  const pending: PendingRecord[] = [];
  let position: Position | undefined = checkpoint.get(shardId)?.position;

  const acknowledge = async (records: readonly PendingRecord[]): Promise<void> => {
    const last = records.at(-1);
    if (!last) return;
    position = toPosition(last);
    checkpoint.set(shardId, { position, isFinished: false });
    pending.splice(0, records.length);
    Object.assign(state, { lastSequenceNumber: last.sequenceNumber, oldestPendingMs: pending[0]?.createdMs ?? null });
    await context.save();
  };

  while (!stopping.aborted) {
    const batch = assembleBatch(pending, settings.batchSize);
    if (batch.isFull || (batch.count > 0 && isDue(context, pending))) {
      state.state = 'running';
      const observe = (attempt: Attempt) => {
        noteAttempt(state, attempt);
        context.observe(attempt);
      };
      await deliverBatch(pending.slice(0, batch.count), { ...context, acknowledge, observe });
      if (state.state === 'running') state.state = 'idle';
    } else if (reader.hasEnded()) {
      checkpoint.set(shardId, { ...(position && { position }), isFinished: true });
      await context.save();
      return true;
    } else if ((await readMore(context, pending, position)) === 'restarted') {
      position = undefined;
    }
  }
  return false;
}

/** Whether the pending records go out although more would fit. */
function isDue({ reader, settings, clock }: ShardContext, pending: readonly PendingRecord[]): boolean {
  // Only when these are through is it known where a closed reader has to open.
  if (reader.hasEnded() || !reader.isOpen()) return true;
  return windowLeftMs(settings.maximumBatchingWindowInSeconds, pending, clock.now()) <= 0;
}

const windowLeftMs = (windowSeconds: number, pending: readonly PendingRecord[], nowMs: number) =>
  (pending[0]?.receivedMs ?? nowMs) + windowSeconds * 1_000 - nowMs;

async function readMore(
  context: ShardContext,
  pending: PendingRecord[],
  position: Position | undefined,
): Promise<'restarted' | undefined> {
  const { shardId, reader, connection, clock, stopping, state, settings, pollMs } = context;
  try {
    const read = await reader.read(position);
    connection.answered(shardId);
    pending.push(...read.records);
    Object.assign(state, {
      oldestPendingMs: pending[0]?.createdMs ?? null,
      isCaughtUp: read.isAtTip && pending.length === 0,
      state: 'idle',
      consecutiveFailures: 0,
      lastError: null,
    });
    if (read.restart) reportRestart(context, read.restart, position);
    if (!read.isFull && !reader.hasEnded()) {
      const leftMs = windowLeftMs(settings.maximumBatchingWindowInSeconds, pending, clock.now());
      await clock.sleep(pending.length > 0 ? Math.max(0, Math.min(pollMs, leftMs)) : pollMs, stopping);
    }
    return read.restart && 'restarted';
  } catch (error) {
    if (!(error instanceof StreamError)) throw error;
    connection.failed(shardId, error);
    Object.assign(state, { state: 'retrying', isCaughtUp: false, lastError: error.message });
    state.consecutiveFailures += 1;
    await clock.sleep(backoffDelayMs(state.consecutiveFailures, clock.random()), stopping);
    return undefined;
  }
}

function noteAttempt(state: ShardState, attempt: Attempt): void {
  Object.assign(state, {
    state: attempt.failures > 0 ? 'retrying' : 'running',
    iteratorAgeMs: attempt.ageMs,
    consecutiveFailures: attempt.failures,
    lastError: attempt.reason ?? null,
    isCaughtUp: false,
  });
}

function reportRestart({ log, shardId }: ShardContext, restart: string, position: Position | undefined): void {
  const fields = { shardId, restart, lastSequenceNumber: position?.sequenceNumber };
  if (restart === 'expired') {
    log.warn(
      fields,
      'the last delivered change has expired (24 hours); changes between it and the oldest one left, if there were any, were never delivered',
    );
  } else {
    log.warn(
      fields,
      'the stream no longer holds the last delivered change under its number; reading from the oldest change',
    );
  }
}
