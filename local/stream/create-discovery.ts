import type { ConnectionWatch } from './create-connection-watch.ts';
import type { ShardPool } from './create-shard-pool.ts';
import type { StreamSource } from './create-stream-source.ts';
import type { CheckpointStore } from './open-checkpoint.ts';
import { planShards, type Shard } from './plan-shards.ts';
import { hasCode, StreamError } from './stream-error.ts';

/** What a look at the stream found: shards to read, nothing left to read, no such stream, or no answer. */
export type Sight = 'reading' | 'ended' | 'gone' | 'unknown';

export interface DiscoveryOptions {
  readonly streamArn: string;
  readonly source: Pick<StreamSource, 'listShards'>;
  readonly checkpoint: CheckpointStore;
  /** Writes the checkpoint; never rejects. */
  readonly save: () => Promise<void>;
  readonly connection: ConnectionWatch;
}

/** Knows which shards the stream has. */
export interface Discovery {
  /** Starts the shards whose turn has come, and forgets the progress of those that the stream has forgotten. */
  readonly look: (pool: Pick<ShardPool, 'start' | 'states'>) => Promise<Sight>;
  /** Whether nothing will be added to the shard: it is listed as closed, or not at all. */
  readonly isClosed: (shardId: string) => boolean;
  /** Whether all shards are known and none waits for its parent. */
  readonly isComplete: () => boolean;
}

export function createDiscovery(options: DiscoveryOptions): Discovery {
  const { streamArn, source, checkpoint, save, connection } = options;
  let listed = new Map<string, Shard>();
  let isComplete = false;

  return {
    look: async (pool) => {
      try {
        const { shards, isEnabled } = await source.listShards(streamArn);
        connection.answered('discovery');
        listed = new Map(shards.map((shard) => [shard.shardId, shard]));
        const { start, waiting, forget } = planNext(shards, checkpoint, pool);
        for (const { shardId } of start) pool.start(shardId);
        for (const shardId of forget) checkpoint.forget(shardId);
        if (forget.length > 0) await save();
        isComplete = waiting.length === 0;
        return isEnabled || waiting.length > 0 || pool.states().size > 0 ? 'reading' : 'ended';
      } catch (error) {
        if (hasCode(error, 'ResourceNotFoundException')) return 'gone';
        if (!(error instanceof StreamError)) throw error;
        connection.failed('discovery', error);
        return 'unknown';
      }
    },
    isClosed: (shardId) => listed.get(shardId)?.isClosed ?? true,
    isComplete: () => isComplete,
  };
}

function planNext(shards: readonly Shard[], checkpoint: CheckpointStore, pool: Pick<ShardPool, 'states'>) {
  const remembered = checkpoint.shardIds();
  const finished = new Set(remembered.filter((shardId) => checkpoint.get(shardId)?.isFinished));
  return planShards(shards, { finished, running: new Set(pool.states().keys()), remembered });
}
