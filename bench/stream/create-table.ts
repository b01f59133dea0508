import type { Item, Value } from './build-book.ts';

/** A record as Lambda hands it over. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number;
    readonly Keys: { readonly id: Value };
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: 'NEW_AND_OLD_IMAGES';
  };
  readonly eventSourceARN: string;
}

export interface Table {
  readonly items: Map<string, Item>;
  readonly records: StreamRecord[];
  readonly writes: Map<string, number>;
  /** Puts the item, or deletes it; what changed nothing leaves no record. */
  readonly write: (id: string, after: Item | undefined, nowMs: number) => void;
}

/** The model of a table with its stream. */
export function createTable(): Table {
  const items = new Map<string, Item>();
  const records: StreamRecord[] = [];
  const writes = new Map<string, number>();
  return {
    items,
    records,
    writes,
    write: (id, after, nowMs) => {
      const before = items.get(id);
      if (!before && !after) return;
      records.push(toRecord({ id, before, after, nowMs, number: records.length }));
      writes.set(id, (writes.get(id) ?? 0) + 1);
      if (after) items.set(id, after);
      else items.delete(id);
    },
  };
}

interface Write {
  readonly id: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly nowMs: number;
  readonly number: number;
}

function toRecord({ id, before, after, nowMs, number }: Write): StreamRecord {
  return {
    eventID: number.toString(16).padStart(32, '0'),
    eventName: after ? (before ? 'MODIFY' : 'INSERT') : 'REMOVE',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(nowMs / 1_000),
      Keys: { id: { S: id } },
      ...(after && { NewImage: after }),
      ...(before && { OldImage: before }),
      SequenceNumber: String(10n ** 20n + BigInt(number)),
      SizeBytes: Buffer.byteLength(JSON.stringify([before, after])),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/library/stream/2026-01-01T00:00:00.000',
  };
}
