/** How one shard stands; kept up to date by whoever reads it. */
export interface ShardState {
  lastSequenceNumber: string | null;
  state: 'idle' | 'running' | 'retrying';
  /** Age of the last record of the last batch when that was through, milliseconds; 0 before the first. */
  iteratorAgeMs: number;
  consecutiveFailures: number;
  lastError: string | null;
  /** When the oldest record was changed that was read and is not done yet, epoch milliseconds. */
  oldestPendingMs: number | null;
  /** Whether the last read found nothing more and nothing is pending. */
  isCaughtUp: boolean;
}

export interface MappingTotals {
  readonly recordsDone: number;
  readonly batchesDone: number;
  readonly discardedBatches: number;
  readonly discardedRecords: number;
}

/** What `status.json` holds: how far the function is behind the stream. */
export interface MappingStatus extends MappingTotals {
  readonly streamArn: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly shards: readonly ({ readonly shardId: string } & Omit<ShardState, 'oldestPendingMs' | 'isCaughtUp'>)[];
  /** 0 when nothing is pending. */
  readonly oldestPendingAgeMs: number;
  /** Whether, at `updatedAt`, everything in the stream was known to be through. */
  readonly caughtUp: boolean;
}

export function createShardState(lastSequenceNumber: string | null): ShardState {
  return {
    lastSequenceNumber,
    state: 'idle',
    iteratorAgeMs: 0,
    consecutiveFailures: 0,
    lastError: null,
    oldestPendingMs: null,
    isCaughtUp: false,
  };
}

export function toMappingStatus(input: {
  readonly streamArn: string;
  readonly nowMs: number;
  readonly totals: MappingTotals;
  readonly shards: ReadonlyMap<string, ShardState>;
  /** False until all shards are known, while some wait for their parent, and while the stream cannot be read. */
  readonly isComplete: boolean;
}): MappingStatus {
  const { streamArn, nowMs, totals, isComplete } = input;
  const states = [...input.shards.values()];
  const pending = states.flatMap(({ oldestPendingMs }) => oldestPendingMs ?? []);
  return {
    streamArn,
    updatedAt: new Date(nowMs).toISOString(),
    shards: [...input.shards].map(([shardId, { oldestPendingMs: _, isCaughtUp: __, ...state }]) => ({
      shardId,
      ...state,
    })),
    ...totals,
    oldestPendingAgeMs: pending.length === 0 ? 0 : Math.max(0, nowMs - Math.min(...pending)),
    caughtUp: isComplete && states.every(({ isCaughtUp }) => isCaughtUp),
  };
}
