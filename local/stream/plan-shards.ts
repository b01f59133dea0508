/** A shard as the stream lists it. */
export interface Shard {
  readonly shardId: string;
  readonly parentShardId?: string;
  /** Whether no more records will be added. */
  readonly isClosed: boolean;
}

export interface ShardPlan {
  /** Shards to start reading now. */
  readonly start: readonly Shard[];
  /** Shards that wait until their parent is finished. */
  readonly waiting: readonly Shard[];
  /** Shards that the stream has forgotten, and whose progress need not be remembered either. */
  readonly forget: readonly string[];
}

/**
 * Which shards to read. A child's records come after its parent's: where one item's changes stand in both, reading them
 * side by side would swap them. A parent that is no longer listed has nothing left to read.
 */
export function planShards(
  listed: readonly Shard[],
  known: {
    readonly finished: ReadonlySet<string>;
    readonly running: ReadonlySet<string>;
    readonly remembered: readonly string[];
  },
): ShardPlan {
  const listedIds = new Set(listed.map(({ shardId }) => shardId));
  const open = listed.filter(({ shardId }) => !known.finished.has(shardId) && !known.running.has(shardId));
  const isBlocked = ({ parentShardId }: Shard) =>
    parentShardId !== undefined &&
    !known.finished.has(parentShardId) &&
    (listedIds.has(parentShardId) || known.running.has(parentShardId));
  return {
    start: open.filter((shard) => !isBlocked(shard)),
    waiting: open.filter(isBlocked),
    forget: known.remembered.filter((shardId) => !listedIds.has(shardId) && !known.running.has(shardId)),
  };
}
