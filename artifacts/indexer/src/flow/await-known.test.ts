import { expect, test } from '@jest/globals';
import { noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import type { Item } from '../core/attribute-value.ts';
import type { Entity } from '../core/entity.ts';
import { IndexerError } from '../core/errors.ts';
import type { Known } from '../core/search/search-request.ts';
import { book } from '../entities/book.ts';
import { heartbeat } from '../entities/heartbeat.ts';
import { rental } from '../entities/rental.ts';
import { user } from '../entities/user.ts';
import { awaitKnown } from './await-known.ts';
import type { ReadItems } from './read-items.ts';
import type { OpenSearchReply } from './send-request.ts';

const startMs = Date.parse('2026-11-21T10:00:00Z');
const version = startMs * 1_000;
const bookAt = (at: number): Known => ({ entity: book, id: ['b1'], version: at });
const found = (hits: readonly object[]) =>
  replyOf(200, { timed_out: false, _shards: { total: 1, successful: 1, failed: 0 }, hits: { hits } });
const shows = (at: number) => found([{ _id: 'S:Book:b1', _source: { version: at } }]);
const nothing = found([]);
const beatAt = (ms: number) => found([{ fields: { beatAt: [new Date(ms).toISOString()] } }]);

interface World {
  readonly known?: readonly Known[];
  readonly waitMs?: number;
  /** By document id; what is not in it is absent. */
  readonly items?: Readonly<Record<string, Item>>;
  readonly readItems?: ReadItems;
  /** What a search of this index answers, by the milliseconds that have passed. */
  readonly search: (afterMs: number, index: string) => OpenSearchReply;
}

/** Time passes only while somebody waits. */
async function waitIn({ known = [bookAt(version)], waitMs = 5_000, items = {}, search, ...world }: World) {
  let nowMs = startMs;
  const looks: { readonly atMs: number; readonly index: string; readonly preference: string | undefined }[] = [];
  const reads: string[][] = [];
  const consistency = await awaitKnown(
    known,
    { preference: 'p1', waitMs },
    {
      measured: heartbeat,
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
      send: async ({ path, query }) => {
        const index = path.split('/')[1] ?? '';
        looks.push({ atMs: nowMs - startMs, index, preference: query?.preference });
        return search(nowMs - startMs, index);
      },
    },
  );
  return { consistency, looks, reads, times: looks.map(({ atMs }) => Math.round(atMs)), afterMs: nowMs - startMs };
}

const there = { 'S:Book:b1': { version: { N: String(version) } } };
const late = { isConsistent: false, reason: 'not searchable in time' };

test('looks once when a search shows what is known', async () => {
  const { consistency, looks, reads } = await waitIn({ items: there, search: () => shows(version) });

  expect(consistency).toEqual({ isConsistent: true });
  expect(looks).toEqual([{ atMs: 0, index: 'books', preference: 'p1' }]);
  expect(reads).toEqual([['S:Book:b1']]);
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

test('searches no more than about sixty times, however long it waits and for whatever', async () => {
  const known: readonly Known[] = [
    bookAt(version - 90_000_000),
    { entity: user, id: ['u1'], version },
    { entity: rental, id: ['b1', 'u1'], version },
  ];

  const { consistency, looks, reads } = await waitIn({
    known,
    waitMs: 20_000,
    items: { 'S:User:u1': { version: { N: String(version) } } },
    search: () => nothing,
  });

  expect(consistency).toEqual(late);
  expect(looks.length).toBeGreaterThan(40);
  expect(looks.length).toBeLessThanOrEqual(64);
  expect(reads).toEqual([['S:Book:b1', 'S:User:u1', 'S:Rental:b1:u1']]);
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

test('takes a deletion for certain when a search has found the document and another does not', async () => {
  const { consistency, afterMs } = await waitIn({
    search: (passedMs) => (passedMs < 700 ? shows(version) : nothing),
  });

  expect(consistency).toEqual({ isConsistent: true });
  expect(afterMs).toBeLessThan(1_000);
});

test('does not take for a deletion that the document is not there yet', async () => {
  const { consistency, looks } = await waitIn({ search: () => nothing });

  expect(consistency).toEqual(late);
  expect(looks.every(({ index }) => index === 'books')).toBe(true);
});

test('takes a deletion for certain by a heartbeat of a later time, seen for two seconds', async () => {
  const { consistency, afterMs } = await waitIn({
    known: [bookAt(version - 90_000_000)],
    search: (_, index) => (index === 'books' ? nothing : beatAt(startMs - 20_000)),
  });

  expect(consistency).toEqual({ isConsistent: true });
  expect(afterMs).toBeGreaterThanOrEqual(2_000);
  expect(afterMs).toBeLessThan(2_500);
});

test.each([
  ['there is none', nothing],
  ['it is too old', beatAt(startMs - 40_000)],
  ['it cannot be looked for', noAnswer],
])('is not certain of a deletion by a heartbeat when %s', async (_, reply) => {
  const { consistency } = await waitIn({
    known: [bookAt(version - 90_000_000)],
    search: (_afterMs, index) => (index === 'books' ? nothing : reply),
  });

  expect(consistency).toEqual(late);
});

test('is certain at once of the deletion of what is older than any record of the stream', async () => {
  const { consistency, times } = await waitIn({
    known: [bookAt(version - 26 * 3_600_000_000)],
    waitMs: 0,
    search: () => nothing,
  });

  expect(consistency).toEqual({ isConsistent: true });
  expect(times).toEqual([0]);
});

test('is not consistent, and does not go on, when OpenSearch does not answer', async () => {
  const { consistency, times } = await waitIn({ items: there, search: () => replyOf(503, '') });

  expect(consistency).toEqual({ isConsistent: false, reason: '503' });
  expect(times).toEqual([0]);
});

test.each<[string, ReadItems, string]>([
  ['does not answer in time', async () => new Map(), 'table.unavailable'],
  [
    'refuses',
    async () => {
      throw new IndexerError('table.read-refused', 'No.');
    },
    'table.read-refused',
  ],
])('is not consistent, but no reason not to search, when the table %s', async (_, readItems, reason) => {
  const { consistency, looks } = await waitIn({ readItems, search: () => shows(version) });

  expect(consistency).toEqual({ isConsistent: false, reason });
  expect(looks).toEqual([]);
});

test('is not consistent when one of the indexes may not be searched', async () => {
  const { consistency } = await waitIn({ items: there, search: () => replyOf(403, {}) });

  expect(consistency).toEqual({ isConsistent: false, reason: 'search.forbidden' });
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
