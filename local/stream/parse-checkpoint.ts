/** Where reading one shard goes on. */
export interface Position {
  readonly sequenceNumber: string;
  /** Tells the record from another that was given the same number later: DynamoDB Local does that. */
  readonly eventId: string;
}

export interface ShardProgress {
  /** The last record that is done; absent before the first. */
  readonly position?: Position;
  /** Whether the shard was read to its end. */
  readonly isFinished: boolean;
}

export interface Checkpoint {
  readonly streamArn: string;
  readonly shards: ReadonlyMap<string, ShardProgress>;
}

/** Reads the text of a checkpoint file. Throws an error that says what is wrong with it. */
export function parseCheckpoint(text: string): Checkpoint {
  const { streamArn, shards } = asRecord(JSON.parse(text), 'the checkpoint');
  if (typeof streamArn !== 'string') throw new Error('Expected `streamArn` to be a text.');
  const entries = Object.entries(asRecord(shards, '`shards`'));
  return {
    streamArn,
    shards: new Map(entries.map(([shardId, progress]) => [shardId, parseProgress(progress, shardId)])),
  };
}

export function formatCheckpoint({ streamArn, shards }: Checkpoint): string {
  return `${JSON.stringify({ streamArn, shards: Object.fromEntries(shards) }, null, 2)}\n`;
}

function parseProgress(value: unknown, shardId: string): ShardProgress {
  const { position, isFinished } = asRecord(value, `\`shards.${shardId}\``);
  if (typeof isFinished !== 'boolean')
    throw new Error(`Expected \`shards.${shardId}.isFinished\` to be true or false.`);
  if (position === undefined) return { isFinished };
  const { sequenceNumber, eventId } = asRecord(position, `\`shards.${shardId}.position\``);
  if (typeof sequenceNumber !== 'string' || !/^\d{1,40}$/.test(sequenceNumber) || typeof eventId !== 'string') {
    throw new Error(
      `Expected \`shards.${shardId}.position\` to hold a \`sequenceNumber\` of digits and an \`eventId\`.`,
    );
  }
  return { position: { sequenceNumber, eventId }, isFinished };
}

function asRecord(value: unknown, place: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error(`Expected ${place} to be an object.`);
}
