import type { CatalogueBook } from '../../local/seed/parse-line.ts';
import { buildBook, changeBook, type Item } from './build-book.ts';
import { createTable, type StreamRecord } from './create-table.ts';
import { drawNumbers } from './draw-numbers.ts';

export interface Stream {
  /** In stream order. */
  readonly records: readonly StreamRecord[];
  /** What the table holds after all of them, by `id`. */
  readonly truth: ReadonlyMap<string, Item>;
  /** How many writes the busiest key has seen. */
  readonly hottest: number;
  readonly keys: number;
}

const startMs = Date.UTC(2026, 0, 5, 8);
/** Of 100 changes; all others are new books. */
const shares = { hotKey: 8, otherKey: 25, deleteForNow: 6, deleteForGood: 5, passing: 2 };
const hotKeys = 20;
/** A book that is to come back, or to go, does so within that many changes: mostly in the same batch. */
const soon = 30;

/**
 * A history of a table, the same for the same seed: new books of the catalogue, commands on any of them, hot keys that change
 * hundreds of times, deletes, keys that are deleted and created again, and books that are there for a moment only.
 */
export function buildStream(
  catalogue: readonly CatalogueBook[],
  { length, seed }: { readonly length: number; readonly seed: number },
): Stream {
  const draw = drawNumbers(seed);
  const table = createTable();
  const books = new Map<string, CatalogueBook>();
  const ids: string[] = [];
  const later: { readonly at: number; readonly act: (nowMs: number) => void }[] = [];
  const put = (book: CatalogueBook, nowMs: number): string => {
    const item = buildBook(book, { nowMs, draw });
    const id = item.id && 'S' in item.id ? item.id.S : '';
    books.set(id, book);
    // An id that is taken: `POST /books` refuses it.
    if (!table.items.has(id)) table.write(id, item, nowMs);
    return id;
  };
  const change = (id: string | undefined, nowMs: number): void => {
    const item = id === undefined ? undefined : table.items.get(id);
    if (id !== undefined && item) table.write(id, changeBook(item, { nowMs, draw }), nowMs);
  };
  const remember = (act: (nowMs: number) => void): void => {
    later.push({ at: table.records.length + 1 + Math.floor(draw() * soon), act });
  };
  const remove = (id: string | undefined, nowMs: number, comesBack: boolean): void => {
    const book = id === undefined ? undefined : books.get(id);
    if (id === undefined || !book || !table.items.has(id)) return;
    table.write(id, undefined, nowMs);
    if (comesBack) remember((thenMs) => void put(book, thenMs));
  };
  const any = (from: number): string | undefined => ids[from + Math.floor(draw() * (ids.length - from))];
  const add = (nowMs: number, passes: boolean): void => {
    const id = put(takeBook(catalogue, books.size), nowMs);
    if (passes) remember((thenMs) => remove(id, thenMs, false));
    else ids.push(id);
  };
  const acts: readonly (readonly [share: number, act: (nowMs: number) => void])[] = [
    [shares.hotKey, (nowMs) => change(ids[Math.floor(draw() * hotKeys)], nowMs)],
    [shares.otherKey, (nowMs) => change(any(hotKeys), nowMs)],
    [shares.deleteForNow, (nowMs) => remove(any(hotKeys), nowMs, true)],
    [shares.deleteForGood, (nowMs) => remove(any(hotKeys), nowMs, false)],
    [shares.passing, (nowMs) => add(nowMs, true)],
  ];
  for (let nowMs = startMs; table.records.length < length; nowMs += 1 + Math.floor(draw() * 40)) {
    const due = later.findIndex(({ at }) => at <= table.records.length);
    if (due >= 0) later.splice(due, 1)[0]?.act(nowMs);
    else if (ids.length < 2 * hotKeys) add(nowMs, false);
    else (drawAct(acts, draw() * 100) ?? ((thenMs: number) => add(thenMs, false)))(nowMs);
  }
  const { records, items, writes } = table;
  return { records, truth: items, hottest: Math.max(...writes.values()), keys: writes.size };
}

function drawAct<Act>(acts: readonly (readonly [number, Act])[], drawn: number): Act | undefined {
  let rest = drawn;
  for (const [share, act] of acts) {
    if (rest < share) return act;
    rest -= share;
  }
  return undefined;
}

/** A catalogue that is too short is gone through again, each time as other books. */
function takeBook(catalogue: readonly CatalogueBook[], taken: number): CatalogueBook {
  const book = catalogue[taken % catalogue.length];
  if (!book) throw new Error('Expected a catalogue with books, got none.');
  const round = Math.floor(taken / catalogue.length);
  return round === 0 ? book : { ...book, source: `${book.source}/${round}` };
}
