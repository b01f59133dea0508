import { expect, test } from '@jest/globals';
import { noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import type { Item } from '../core/attribute-value.ts';
import type { Entity } from '../core/entity.ts';
import { IndexerError } from '../core/errors.ts';
import type { Known } from '../core/search/search-request.ts';
import { book } from '../entities/book.ts';
import { rental } from '../entities/rental.ts';
import { user } from '../entities/user.ts';
import { awaitKnown } from './await-known.ts';
import type { FindDeletions } from './deletions.ts';
import type { ReadItems } from './read-items.ts';
import type { OpenSearchReply } from './send-request.ts';

const startMs = Date.parse('2026-11-21T10:00:00Z');
const version = startMs * 1_000;
const bookAt = (at: number): Known => ({ entity: book, id: ['b1'], version: at });
const found = (hits: readonly object[]) =>
  replyOf(200, { timed_out: false, _shards: { total: 1, successful: 1, failed: 0 }, hits: { hits } });
const shows = (at: number) => found([{ _id: 'S:Book:b1', _source: { version: at } }]);
const nothing = found([]);

interface World {
  readonly known?: readonly Known[];
  readonly waitMs?: number;
  /** By document id; what is not in it is absent. */
  readonly items?: Readonly<Record<string, Item>>;
  readonly readItems?: ReadItems;
  /** The last version of the book that is kept as deleted, by the milliseconds that have passed. */
  readonly deleted?: (afterMs: number) => number | undefined;
  readonly findDeletions?: FindDeletions;
  /** What a search of this index answers, by the milliseconds that have passed. */
  readonly search: (afterMs: number, index: string) => OpenSearchReply;
  /** How long a search takes. */
  readonly searchMs?: number;
}

/** Time passes only while somebody waits, or for a search. */
async function waitIn({ known = [bookAt(version)], waitMs = 5_000, items = {}, search, ...world }: World) {
  let nowMs = startMs;
  const looks: { readonly atMs: number; readonly index: string; readonly preference: string | undefined }[] = [];
  const limits: (number | undefined)[] = [];
  const reads: string[][] = [];
  const asked: string[] = [];
  const consistency = await awaitKnown(
    known,
    { preference: 'p1', waitMs },
    {
      nowMs: () => nowMs,
      pause: async (ms) => {
        nowMs += ms;
      },
      readItems:
        world.readItems ??
        (async (references) => {
          reads.push(references.map(({ id }) => id));
          return new Map(references.map(({ id }) => [id, { item: items[id], readAtMs: nowMs }]));
        }),
      findDeletions: async (places) => {
        asked.push('deletions');
        if (world.findDeletions) return world.findDeletions(places);
        const last = world.deleted?.(nowMs - startMs);
        return new Map(last === undefined ? [] : [['books/S:Book:b1', BigInt(last)]]);
      },
      send: async ({ path, query, timeoutMs }) => {
        const index = path.split('/')[1] ?? '';
        asked.push(index);
        looks.push({ atMs: nowMs - startMs, index, preference: query?.preference });
        limits.push(timeoutMs);
        const reply = search(nowMs - startMs, index);
        nowMs += world.searchMs ?? 0;
        return reply;
      },
    },
  );
  const times = looks.map(({ atMs }) => Math.round(atMs));
  return { consistency, looks, limits, reads, asked, times, afterMs: nowMs - startMs };
}

const there = { 'S:Book:b1': { version: { N: String(version) } } };
const late = { isConsistent: false, reason: 'not searchable in time' };

test('looks once when a search shows what is known', async () => {
  const { consistency, looks, reads, asked } = await waitIn({ items: there, search: () => shows(version) });

  expect(consistency).toEqual({ isConsistent: true });
  expect(looks).toEqual([{ atMs: 0, index: 'books', preference: 'p1' }]);
  expect([reads, asked]).toEqual([[['S:Book:b1']], ['books']]);
});

test('looks again, soon at first and then every quarter of a second, until a search shows it', async () => {
  const { consistency, times } = await waitIn({
    items: there,
    search: (afterMs) => (afterMs < 900 ? shows(version - 1) : shows(version + 3)),
  });

  expect(consistency).toEqual({ isConsistent: true });
  expect(times).toEqual([0, 50, 125, 238, 406, 656, 906]);
});

test('gives up when the time is over, after one last look', async () => {
  const { consistency, times } = await waitIn({ items: there, search: () => nothing });

  expect(consistency).toEqual(late);
  expect(times.at(-1)).toBe(5_000);
});

test('looks once and tells at once without time to wait', async () => {
  const { consistency, times } = await waitIn({ items: there, waitMs: 0, search: () => nothing });

  expect(consistency).toEqual(late);
  expect(times).toEqual([0]);
});

test('asks no more than about sixty times, however long it waits and for whatever', async () => {
  const known: readonly Known[] = [
    bookAt(version - 90_000_000),
    { entity: user, id: ['u1'], version },
    { entity: rental, id: ['b1', 'u1'], version },
  ];

  const { consistency, asked, reads } = await waitIn({
    known,
    waitMs: 20_000,
    items: { 'S:User:u1': { version: { N: String(version) } } },
    search: () => nothing,
  });

  expect(consistency).toEqual(late);
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.length).toBeLessThanOrEqual(64);
  expect(reads).toEqual([['S:Book:b1', 'S:User:u1', 'S:Rental:b1:u1']]);
});

test('leaves a search no longer than the wait has left, but two seconds', async () => {
  const { limits } = await waitIn({ items: there, waitMs: 5_000, searchMs: 1_800, search: () => nothing });

  expect(limits.map((ms) => Math.round(ms ?? 0))).toEqual([5_000, 3_150, 2_000]);
});

test('does not wait for a version that the table does not hold', async () => {
  const { consistency, looks } = await waitIn({
    known: [bookAt(version + 1)],
    items: there,
    search: () => shows(version),
  });

  expect(consistency).toEqual({ isConsistent: false, reason: 'not in the table' });
  expect(looks).toEqual([]);
});

test('does not wait for an item that is absent at a version of the future', async () => {
  const known = [bookAt(version + 301_000_000)];

  const { consistency, asked, afterMs } = await waitIn({ known, search: () => nothing });

  expect([consistency, asked, afterMs]).toEqual([{ isConsistent: false, reason: 'not in the table' }, [], 0]);
});

test('goes on looking only for what is still missing', async () => {
  const known: readonly Known[] = [bookAt(version), { entity: user, id: ['u1'], version }];

  const { consistency, looks } = await waitIn({
    known,
    items: { ...there, 'S:User:u1': { version: { N: String(version) } } },
    search: (afterMs, index) => {
      if (index === 'books') return shows(version);
      return afterMs < 100 ? nothing : found([{ _id: 'S:User:u1', _source: { version } }]);
    },
  });

  expect(consistency).toEqual({ isConsistent: true });
  expect(looks.map(({ index }) => index)).toEqual(['books', 'users', 'users', 'users']);
});

test('reads an item once that is known at two versions', async () => {
  const { consistency, reads } = await waitIn({
    known: [bookAt(version - 1), bookAt(version)],
    items: there,
    search: () => shows(version),
  });

  expect(consistency).toEqual({ isConsistent: true });
  expect(reads).toEqual([['S:Book:b1']]);
});

test('takes a deletion for certain by its row, and a search that begins after that is read', async () => {
  const { consistency, asked, afterMs } = await waitIn({
    deleted: (passedMs) => (passedMs < 700 ? undefined : version),
    search: () => nothing,
  });

  expect(consistency).toEqual({ isConsistent: true });
  expect(asked.slice(-2)).toEqual(['deletions', 'books']);
  expect(asked.filter((what) => what === 'books')).toHaveLength(1);
  expect(afterMs).toBeLessThan(1_000);
});

test('reads a row once, and searches on until the document is gone', async () => {
  const { consistency, asked, afterMs } = await waitIn({
    deleted: () => version,
    search: (passedMs) => (passedMs < 700 ? shows(version) : nothing),
  });

  expect(consistency).toEqual({ isConsistent: true });
  expect(asked.filter((what) => what === 'deletions')).toHaveLength(1);
  expect(afterMs).toBeLessThan(1_000);
});

test('is certain at once of a deletion that is over', async () => {
  const { consistency, times } = await waitIn({ waitMs: 0, deleted: () => version + 3, search: () => nothing });

  expect(consistency).toEqual({ isConsistent: true });
  expect(times).toEqual([0]);
});

test.each<[string, World]>([
  ['the deletion of an earlier life', { deleted: () => version - 1, search: () => nothing }],
  ['a document that one search found and another does not', { search: (ms) => (ms < 700 ? shows(version) : nothing) }],
])('is not certain by %s', async (_, world) => {
  expect((await waitIn(world)).consistency).toEqual(late);
});

test.each([
  ['overloaded', replyOf(429, {}), '429'],
  ['without an answer', noAnswer, 'TimeoutError'],
  [
    'partial',
    replyOf(200, { timed_out: false, _shards: { total: 2, successful: 1 }, hits: { hits: [] } }),
    'partial answer',
  ],
])('goes on after a look that was %s, and says so when no later one is better', async (_, reply, reason) => {
  const search = (passedMs: number) => (passedMs < 200 ? reply : shows(version));

  const passing = await waitIn({ items: there, search });
  const lasting = await waitIn({ items: there, search: () => reply });

  expect(passing.consistency).toEqual({ isConsistent: true });
  expect(lasting.consistency).toEqual({ isConsistent: false, reason });
  expect(lasting.afterMs).toBe(5_000);
});

test('proves nothing by rows that it cannot read now', async () => {
  let reads = 0;

  const { consistency } = await waitIn({
    findDeletions: async () => new Map(++reads < 3 ? [] : [['books/S:Book:b1', BigInt(version)]]),
    search: () => nothing,
  });

  expect([consistency, reads]).toEqual([{ isConsistent: true }, 3]);
});

const refuse = async () => {
  throw new IndexerError('table.read-refused', 'No.');
};

test('does not wait for rows that it may not read', async () => {
  const { consistency, afterMs } = await waitIn({ findDeletions: refuse, search: () => nothing });

  expect([consistency, afterMs]).toEqual([{ isConsistent: false, reason: 'table.read-refused' }, 0]);
});

test.each<[string, ReadItems, string]>([
  ['does not answer in time', async () => new Map(), 'table.unavailable'],
  ['refuses', refuse, 'table.read-refused'],
])('is not consistent, but no reason not to search, when the table %s', async (_, readItems, reason) => {
  const { consistency, looks } = await waitIn({ readItems, search: () => shows(version) });

  expect(consistency).toEqual({ isConsistent: false, reason });
  expect(looks).toEqual([]);
});

test('is not consistent when one of the indexes may not be searched', async () => {
  const { consistency, times } = await waitIn({ items: there, search: () => replyOf(403, {}) });

  expect([consistency, times]).toEqual([{ isConsistent: false, reason: 'search.forbidden' }, [0]]);
});

test('throws what is a fault of ours', async () => {
  const readItems: ReadItems = async () => {
    throw new TypeError('a bug');
  };

  await expect(waitIn({ readItems, search: () => nothing })).rejects.toThrow('a bug');
});

test('knows nothing of an entity but what it says of itself', async () => {
  const entity: Entity = { ...book, index: 'shelves', id: ['shelfId'], toKey: ([id = '']) => ({ pk: { S: id } }) };

  const { consistency, looks } = await waitIn({
    known: [{ entity, id: ['s1'], version }],
    items: { 'S:s1': { version: { N: String(version) } } },
    search: () => found([{ _id: 'S:s1', _source: { version } }]),
  });

  expect(consistency).toEqual({ isConsistent: true });
  expect(looks.map(({ index }) => index)).toEqual(['shelves']);
});
