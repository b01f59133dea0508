import { readFile } from 'node:fs/promises';
import { formatCheckpoint, type Position, parseCheckpoint, type ShardProgress } from './parse-checkpoint.ts';
import { shareWrites } from './share-writes.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** How far each shard has come, in memory and on disk. */
export interface CheckpointStore {
  readonly get: (shardId: string) => ShardProgress | undefined;
  readonly shardIds: () => readonly string[];
  readonly set: (shardId: string, progress: ShardProgress) => void;
  readonly forget: (shardId: string) => void;
  /** Resolves when all that was set before the call is on disk. Calls that come while one is writing share the next write. */
  readonly save: () => Promise<void>;
  /** The stream that the file belonged to, when it was another one and its progress therefore does not count. */
  readonly replacedStreamArn?: string;
}

/**
 * Opens the checkpoint of a stream, or begins one. Throws when the file exists and is no checkpoint: beginning again
 * unasked would hide that something else writes to it.
 */
export async function openCheckpoint(file: string, streamArn: string): Promise<CheckpointStore> {
  const found = await load(file);
  const isForeign = found !== undefined && found.streamArn !== streamArn;
  const shards = new Map<string, ShardProgress>(isForeign ? [] : found?.shards);
  const write = () => writeFileDurably(file, formatCheckpoint({ streamArn, shards }));
  return {
    get: (shardId) => shards.get(shardId),
    shardIds: () => [...shards.keys()],
    set: (shardId, progress) => void shards.set(shardId, progress),
    forget: (shardId) => void shards.delete(shardId),
    save: shareWrites(write),
    ...(isForeign && { replacedStreamArn: found.streamArn }),
  };
}

/** The position of a record, as it is remembered. */
export const toPosition = ({
  sequenceNumber,
  record,
}: {
  readonly sequenceNumber: string;
  readonly record: { readonly eventID: string };
}): Position => ({ sequenceNumber, eventId: record.eventID });

async function load(file: string) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return parseCheckpoint(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Expected ${file} to be the checkpoint of the stream. ${reason.replace(/\.?$/, '.')} ` +
        'Remove the file to begin at the oldest change that the stream still holds (24 hours); delivering a change again does no harm.',
      { cause },
    );
  }
}
