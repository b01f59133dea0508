import type { Clock } from './clock.ts';
import type { ConnectionWatch } from './create-connection-watch.ts';
import { createShardReader } from './create-shard-reader.ts';
import type { StreamSource } from './create-stream-source.ts';
import type { Attempt } from './deliver-batch.ts';
import type { KeepFailedBatch } from './keep-failed-batch.ts';
import type { MappingLog } from './mapping-log.ts';
import type { MappingSettings } from './mapping-settings.ts';
import type { CheckpointStore } from './open-checkpoint.ts';
import { runShard, type ShardContext } from './run-shard.ts';
import { createShardState, type MappingTotals, type ShardState } from './to-mapping-status.ts';

export interface ShardPoolOptions {
  readonly streamArn: string;
  readonly functionArn: string;
  readonly source: Pick<StreamSource, 'getIterator' | 'getRecords'>;
  readonly invoke: (event: unknown) => Promise<unknown>;
  readonly checkpoint: Pick<CheckpointStore, 'get' | 'set'>;
  /** Writes the checkpoint; never rejects. */
  readonly save: () => Promise<void>;
  readonly keepFailedBatch: KeepFailedBatch;
  readonly log: MappingLog;
  readonly settings: MappingSettings;
  readonly clock: Clock;
  readonly pollMs: number;
  readonly connection: ConnectionWatch;
  readonly isClosed: (shardId: string) => boolean;
  readonly stopping: AbortSignal;
  readonly abandoned: AbortSignal;
  /** Called when a shard has come to its end or has stopped; with an error when there is a bug. */
  readonly onEnd: (error?: unknown) => void;
}

/** The shards that are being read now, each by a loop of its own. */
export interface ShardPool {
  readonly start: (shardId: string) => void;
  readonly states: () => ReadonlyMap<string, ShardState>;
  readonly totals: () => MappingTotals;
  /** Resolves when none is running any more. */
  readonly drained: () => Promise<void>;
}

export function createShardPool(options: ShardPoolOptions): ShardPool {
  const states = new Map<string, ShardState>();
  const loops = new Map<string, Promise<void>>();
  const totals = { recordsDone: 0, batchesDone: 0, discardedBatches: 0, discardedRecords: 0 };

  const observe = (shardId: string, attempt: Attempt): void => {
    const isDiscard = attempt.outcome === 'discarded';
    totals[isDiscard ? 'discardedRecords' : 'recordsDone'] += attempt.settled;
    totals.discardedBatches += isDiscard ? 1 : 0;
    totals.batchesDone += attempt.outcome === 'done' ? 1 : 0;
    options.log[levelOf[attempt.outcome]]({ shardId, ...attempt }, 'batch');
  };

  const run = async (shardId: string, state: ShardState): Promise<void> => {
    try {
      await runShard(toShardContext(options, { shardId, state, observe: (attempt) => observe(shardId, attempt) }));
      options.onEnd();
    } catch (error) {
      options.onEnd(error);
    } finally {
      loops.delete(shardId);
      states.delete(shardId);
    }
  };

  return {
    start: (shardId) => {
      const state = createShardState(options.checkpoint.get(shardId)?.position?.sequenceNumber ?? null);
      states.set(shardId, state);
      loops.set(shardId, run(shardId, state));
    },
    states: () => states,
    totals: () => ({ ...totals }),
    drained: async () => void (await Promise.all(loops.values())),
  };
}

function toShardContext(
  options: ShardPoolOptions,
  shard: Pick<ShardContext, 'shardId' | 'state' | 'observe'>,
): ShardContext {
  const { streamArn, functionArn, source, clock } = options;
  const { shardId } = shard;
  return {
    ...options,
    ...shard,
    reader: createShardReader({
      source,
      streamArn,
      shardId,
      isClosed: () => options.isClosed(shardId),
      now: clock.now,
    }),
    keep: (discarded, why) =>
      options.keepFailedBatch({ discarded, ...why, shardId, streamArn, functionArn, discardedMs: clock.now() }),
  };
}

const levelOf = {
  done: 'info',
  'partly-done': 'warn',
  retry: 'warn',
  discarded: 'error',
  'not-kept': 'error',
} as const satisfies Record<Attempt['outcome'], keyof MappingLog>;
