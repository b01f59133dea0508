import type { Item, Key } from '../../../src/core/attribute-value.ts';
import type { ReadItems } from '../../../src/flow/read-items.ts';
import type { ScanTable } from '../../../src/flow/scan-table.ts';

export interface LibraryTable {
  /** Writes one item, or removes it, and appends to the stream what DynamoDB would. */
  readonly put: (id: string, item: Item | undefined, isReadable?: boolean) => void;
  /** A record that nobody can make sense of. */
  readonly putRubbish: () => void;
  readonly get: (id: string) => Item | undefined;
  readonly items: () => readonly Item[];
  /** All records so far, oldest first. */
  readonly records: readonly TableRecord[];
  readonly readItems: ReadItems;
  readonly scanTable: ScanTable;
  readonly nowMs: () => number;
}

export interface TableRecord {
  readonly eventName: string;
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number;
    readonly Keys?: Key;
    readonly OldImage?: Item;
    readonly NewImage?: Item;
    readonly SequenceNumber: string;
  };
}

interface TableOptions {
  /** Without a clock the table has its own: it moves on by a millisecond with every write and every read. */
  readonly nowMs?: () => number;
  /** Told of every record. */
  readonly appended?: (record: TableRecord) => void;
}

/** A table of hash key `id` with its stream. */
export function createLibraryTable({ nowMs, appended = () => {} }: TableOptions = {}): LibraryTable {
  const items = new Map<string, Item>();
  const records: TableRecord[] = [];
  let ownMs = 1_700_000_000_000;
  const tick = (): number => (nowMs ? nowMs() : ++ownMs);
  const append = (eventName: string, images: object): void => {
    const head = { ApproximateCreationDateTime: Math.floor((nowMs?.() ?? ownMs) / 1000) };
    const record = { eventName, dynamodb: { ...head, ...images, SequenceNumber: String(1_000_000 + records.length) } };
    records.push(record);
    appended(record);
  };
  return {
    put: (id, item, isReadable = true) => {
      const before = items.get(id);
      tick();
      if (item) items.set(id, item);
      else items.delete(id);
      // A write that changes nothing leaves no record.
      if (JSON.stringify(before) === JSON.stringify(item)) return;
      const eventName = item ? (before ? 'MODIFY' : 'INSERT') : 'REMOVE';
      const images = { ...(before && { OldImage: before }), ...(item && { NewImage: item }) };
      append(isReadable ? eventName : 'UNKNOWN', { Keys: { id: { S: id } }, ...(isReadable && images) });
    },
    putRubbish: () => append('MODIFY', { Keys: {} }),
    get: (id) => items.get(id),
    items: () => [...items.values()],
    records,
    readItems: async (references) => {
      const readAtMs = tick();
      return new Map(references.map(({ id, key }) => [id, { item: items.get(textOf(key)), readAtMs }]));
    },
    scanTable: async ({ segment, segments, startKey, limit }) => {
      const readAtMs = tick();
      const after = startKey ? textOf(startKey) : '';
      const ids = [...items.keys()].filter((id) => id > after && segmentOf(id, segments) === segment).sort();
      const page = ids.slice(0, limit);
      const last = page.at(-1);
      const nextKey = ids.length > limit && last !== undefined ? { id: { S: last } } : undefined;
      return { items: page.flatMap((id) => toList(items.get(id))), readAtMs, nextKey };
    },
    nowMs: () => nowMs?.() ?? ownMs,
  };
}

function toList(item: Item | undefined): readonly Item[] {
  return item ? [item] : [];
}

export function textOf(key: Key): string {
  const value = key.id;
  return value && 'S' in value ? value.S : '';
}

function segmentOf(id: string, segments: number): number {
  return [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % segments;
}
