import type { Item, Key } from '../../src/core/attribute-value.ts';
import type { ReadItems } from '../../src/flow/read-items.ts';

export interface TableModel {
  /** Writes one item, or removes it, and appends to the stream what DynamoDB would. */
  readonly put: (id: string, item: Item | undefined) => void;
  readonly get: (id: string) => Item | undefined;
  readonly items: () => readonly Item[];
  /** All records so far, oldest first. */
  readonly records: readonly object[];
  readonly readItems: ReadItems;
  readonly nowMs: () => number;
}

/** A table of hash key `id` with its stream. Its clock moves on by a millisecond with every write and every read. */
export function createTableModel(): TableModel {
  const items = new Map<string, Item>();
  const records: object[] = [];
  let nowMs = 1_700_000_000_000;
  return {
    put: (id, item) => {
      nowMs += 1;
      const before = items.get(id);
      if (!before && !item) return;
      if (item) items.set(id, item);
      else items.delete(id);
      // A write that changes nothing leaves no record.
      if (JSON.stringify(before) === JSON.stringify(item)) return;
      records.push(toRecord({ id: { S: id } }, { before, item, number: records.length }));
    },
    get: (id) => items.get(id),
    items: () => [...items.values()],
    records,
    readItems: async (references) => {
      nowMs += 1;
      return new Map(references.map(({ id, key }) => [id, { item: items.get(textOf(key)), readAtMs: nowMs }]));
    },
    nowMs: () => nowMs,
  };
}

interface Step {
  readonly before: Item | undefined;
  readonly item: Item | undefined;
  readonly number: number;
}

function toRecord(key: Key, { before, item, number }: Step): object {
  const images = { ...(before && { OldImage: before }), ...(item && { NewImage: item }) };
  const eventName = item ? (before ? 'MODIFY' : 'INSERT') : 'REMOVE';
  return { eventName, dynamodb: { Keys: key, ...images, SequenceNumber: String(1_000_000 + number) } };
}

function textOf(key: Key): string {
  const value = key.id;
  return value && 'S' in value ? value.S : '';
}
