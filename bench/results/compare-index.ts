import type { Found } from '../servers/open-search-api.ts';
import type { Item, Value } from '../stream/build-book.ts';

/** How many documents of an index are not what the table says. */
export interface Wrong {
  readonly missing: number;
  /** Of an earlier version of the item. */
  readonly stale: number;
  /** Of the item's version, but with another content in the fields that are indexed. */
  readonly different: number;
  /** Of an item that is gone. */
  readonly orphaned: number;
}

export interface Expectation {
  /** By document id. */
  readonly items: ReadonlyMap<string, Item>;
  readonly fields: readonly string[];
  /** Fields that come from elsewhere. */
  readonly addTo?: (item: Item) => Readonly<Record<string, unknown>>;
}

export async function compareIndex(
  documents: AsyncIterable<Found>,
  { items, fields, addTo = () => ({}) }: Expectation,
): Promise<Wrong> {
  const wrong = { missing: 0, stale: 0, different: 0, orphaned: 0 };
  const seen = new Set<string>();
  for await (const { id, source } of documents) {
    seen.add(id);
    const item = items.get(id);
    if (!item) {
      wrong.orphaned += 1;
      continue;
    }
    const expected: Readonly<Record<string, unknown>> = { ...toDocument(item, fields), ...addTo(item) };
    if (source.version !== expected.version) wrong.stale += 1;
    else if (![...fields, ...Object.keys(addTo(item))].every((name) => isSame(source[name], expected[name])))
      wrong.different += 1;
  }
  for (const id of items.keys()) if (!seen.has(id)) wrong.missing += 1;
  return wrong;
}

export function sumOf({ missing, stale, different, orphaned }: Wrong): number {
  return missing + stale + different + orphaned;
}

function toDocument(item: Item, fields: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.flatMap((name) => (item[name] ? [[name, toPlain(item[name])]] : [])));
}

function toPlain(value: Value): unknown {
  if ('S' in value) return value.S;
  if ('N' in value) return Number(value.N);
  return value.L.map(toPlain);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
