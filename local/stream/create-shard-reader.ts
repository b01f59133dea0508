import type { StreamSource } from './create-stream-source.ts';
import { firstReadLimit, nextReadLimit } from './next-read-limit.ts';
import type { Position } from './parse-checkpoint.ts';
import { hasCode } from './stream-error.ts';
import { type PendingRecord, type SourceRecord, toPendingRecord } from './to-pending-record.ts';

export interface ShardRead {
  readonly records: readonly PendingRecord[];
  /** Whether more records than these are probably there already. */
  readonly isFull: boolean;
  /** Whether the stream has just shown that there is nothing more to read. */
  readonly isAtTip: boolean;
  /** Why reading began at the oldest record although a position was known. */
  readonly restart?: 'expired' | 'renumbered';
}

export interface ShardReader {
  /**
   * The next records. When the reader is not open it first opens after `position`, the last record that is done; so
   * whatever was read before must be done by then. Rejects with a `StreamError`, and is then closed.
   */
  readonly read: (position: Position | undefined) => Promise<ShardRead>;
  readonly isOpen: () => boolean;
  /** Whether the shard was read to its end: nothing will follow. */
  readonly hasEnded: () => boolean;
}

export interface ShardReaderOptions {
  readonly source: Pick<StreamSource, 'getIterator' | 'getRecords'>;
  readonly streamArn: string;
  readonly shardId: string;
  /** Whether the stream lists the shard as closed, or not at all. */
  readonly isClosed: () => boolean;
  readonly now: () => number;
}

type Restart = NonNullable<ShardRead['restart']>;

interface Opening {
  /** Absent when the record of the position is the shard's last. */
  readonly iterator?: string;
  readonly isAtOldest: boolean;
  readonly restart?: Restart;
}

const nothing = { records: [], isFull: false, isAtTip: false } as const;

/** Reads one shard in order, through iterators that expire, records that expire, and a server that comes and goes. */
export function createShardReader(options: ShardReaderOptions): ShardReader {
  const { source, streamArn, now } = options;
  let iterator: string | undefined;
  let hasEnded = false;
  let limit = firstReadLimit;

  const readFrom = async (start: string): Promise<ShardRead> => {
    const { records, nextIterator } = await source.getRecords(start, limit);
    const receivedMs = now();
    const pending = records.map((record) => toPendingRecord(record, { streamArn, receivedMs }));
    const bytes = pending.reduce((sum, record) => sum + record.bytes, 0);
    const isFull = pending.length === limit;
    limit = nextReadLimit(limit, { count: pending.length, bytes });
    iterator = nextIterator;
    hasEnded = nextIterator === undefined;
    return { records: pending, isFull, isAtTip: pending.length === 0 };
  };

  const readAfter = async (position: Position | undefined): Promise<ShardRead> => {
    let opening: Opening | undefined;
    try {
      opening = await openAfter(options, position);
      if (opening.iterator) return { ...(await readFrom(opening.iterator)), ...toRestart(opening) };
      hasEnded = true;
    } catch (error) {
      if (!hasCode(error, ...expiredCodes)) throw error;
      // When even the oldest record is gone there is nothing to read. An open shard answers so until it is written to again.
      const isTrimmed = hasCode(error, 'TrimmedDataAccessException') && opening?.isAtOldest === true;
      const isAllGone = isTrimmed || hasCode(error, 'ResourceNotFoundException');
      hasEnded = isAllGone && options.isClosed();
      return { ...nothing, isAtTip: isAllGone, ...toRestart(opening) };
    }
    return nothing;
  };

  return {
    isOpen: () => iterator !== undefined,
    hasEnded: () => hasEnded,
    read: async (position) => {
      const current = iterator;
      iterator = undefined;
      if (current === undefined) return readAfter(position);
      try {
        return await readFrom(current);
      } catch (error) {
        if (hasCode(error, ...expiredCodes)) return nothing;
        throw error;
      }
    },
  };
}

const toRestart = (opening: Opening | undefined) => opening?.restart && { restart: opening.restart };

const expiredCodes = ['ExpiredIteratorException', 'TrimmedDataAccessException', 'ResourceNotFoundException'];

/**
 * Opens after a record only when the stream proves that it still holds this very record. DynamoDB Local numbers from 1
 * again when it starts after all its records have expired: reading on behind the old number would pass over new changes.
 */
async function openAfter(
  { source, streamArn, shardId }: ShardReaderOptions,
  position: Position | undefined,
): Promise<Opening> {
  const openOldest = async (restart?: Restart): Promise<Opening> => ({
    iterator: await source.getIterator({ streamArn, shardId }),
    isAtOldest: true,
    ...(restart && { restart }),
  });
  if (!position) return openOldest();
  try {
    const iterator = await source.getIterator({ streamArn, shardId, atSequenceNumber: position.sequenceNumber });
    const { records, nextIterator } = await source.getRecords(iterator, 1);
    if (!isAt(position, records[0])) return await openOldest('renumbered');
    return { isAtOldest: false, ...(nextIterator !== undefined && { iterator: nextIterator }) };
  } catch (error) {
    if (hasCode(error, 'TrimmedDataAccessException')) return openOldest('expired');
    if (hasCode(error, 'ValidationException')) return openOldest('renumbered');
    throw error;
  }
}

const isAt = ({ sequenceNumber, eventId }: Position, record: SourceRecord | undefined) =>
  record?.eventID === eventId && record.dynamodb.SequenceNumber === sequenceNumber;
