import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SearchResponse } from '../../artifacts/indexer/src/core/search/search-response.ts';
import { searched } from '../../artifacts/indexer/src/entities/registry.ts';
import { createIndexes } from '../../artifacts/indexer/src/flow/create-indexes.ts';
import { type Answer, type CallApi, createApiClient } from './support/call-api.ts';
import { findWhole } from './support/find-whole.ts';
import { newId } from './support/new-id.ts';
import { createSend } from './support/open-search-server.ts';
import { startOwnOpenSearch } from './support/own-open-search.ts';
import { createSearchClient, resultsOf } from './support/search-client.ts';
import { startGateway, type TestGateway } from './support/start-gateway.ts';

/** An OpenSearch of these tests alone: they starve it, take its indexes away, and stop it in the end. */
let openSearch: Awaited<ReturnType<typeof startOwnOpenSearch>>;
let gateway: TestGateway;
let api: CallApi;
let client: ReturnType<typeof createSearchClient>;
const maxPointsInTime = 3;
const dearAtOnce = 8;

const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object | string) => {
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const reply = await createSend(openSearch.url)({ method, path, ...(text !== undefined && { body: text }) });
  if (reply.kind === 'none' || reply.status > 299) throw new Error(`${method} ${path}: ${JSON.stringify(reply)}`);
  return JSON.parse(reply.text) as Readonly<Record<string, unknown>>;
};
const putBooks = async (books: readonly Readonly<Record<string, unknown>>[]): Promise<void> => {
  const lines = books.flatMap((book) => [{ index: { _index: 'books-v1', _id: `S:Book:${book.bookId}` } }, book]);
  await ask('POST', '/_bulk?refresh=true', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
};

beforeAll(async () => {
  openSearch = await startOwnOpenSearch();
  await createIndexes(searched, createSend(openSearch.url));
  await ask('PUT', '/_cluster/settings', { persistent: { 'search.max_open_pit_context': maxPointsInTime } });
  gateway = await startGateway({ opensearchUrl: openSearch.url, concurrency: dearAtOnce });
  api = createApiClient(gateway.url);
  client = createSearchClient(api);
  const numbered = Array.from({ length: 5 }, (_, n) => ({
    bookId: `b${n}`,
    title: `Volume ${n}`,
    version: n + 1,
    ...(n < 2 && { createdAt: 1_700_000_000_000 }),
  }));
  await putBooks(numbered);
});
afterAll(async () => {
  await gateway?.close();
  await openSearch?.end();
});

test('keeps no more points in time than OpenSearch is told to, and says when to come back', async () => {
  const query = { q: 'volume', stable: true, limit: 2 };
  const opened: SearchResponse[] = [];
  for (let n = 0; n < maxPointsInTime; n++) opened.push(await client.search(query));

  const refused = await client.ask(query);
  const [first] = opened;
  const rest = await client.walk({ ...query, next: first?.next ?? '' });
  const accepted = await client.search(query);

  expectUnavailable(refused);
  expect(
    resultsOf([...opened.slice(0, 1), ...rest])
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['b0', 'b1', 'b2', 'b3', 'b4']);
  expect(accepted.results).toHaveLength(2);
  await ask('DELETE', '/_search/point_in_time/_all');
});

test.each(['createdAt', '-createdAt', 'createdAt,-price'])(
  'walks by %s through missing times, which OpenSearch tells by numbers that no double holds',
  async (sort) => {
    const whole = await client.search({ q: 'volume', sort });

    const pages = await client.walk({ q: 'volume', sort, limit: 1 });

    expect(whole.results.map(({ id }) => id).toSorted()).toEqual(['b0', 'b1', 'b2', 'b3', 'b4']);
    expect(resultsOf(pages)).toEqual(whole.results);
  },
);

test('says of more words than OpenSearch takes that they are too many', async () => {
  const characters = Array.from({ length: 1_000 }, (_, n) => String.fromCharCode(0x4e00 + n)).join('');

  const words = (count: number) => Array.from({ length: count }, (_, n) => `w${n}`).join(' ');
  const accepted = [
    { q: words(32) },
    { q: `9-780140-449266 ${words(31)}` },
    { q: words(33) },
    { q: words(160) },
    { q: characters.slice(0, 160) },
    { filter: { title: { match: characters } } },
    { filter: { title: { matchPhrase: characters } } },
    { filter: { title: { matchPhrasePrefix: characters } } },
    { filter: { multiMatch: { fields: ['title', 'description'], query: characters.slice(0, 500) } } },
  ];
  const refused = [
    { q: words(180) },
    { q: characters },
    { filter: { multiMatch: { fields: ['title', 'description'], query: characters } } },
    { filter: { title: { match: characters }, description: { match: characters } } },
  ];

  for (const body of accepted) expect(await api('POST', '/search', { body })).toMatchObject({ status: 200 });
  for (const body of refused) {
    expect(await api('POST', '/search', { body })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('fewer words') },
    });
  }
});

/** Titles of all beginnings: what looks through them by a pattern has to go everywhere. */
const manyTitles = Array.from({ length: 20_000 }, (_, n) => {
  const letters = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => String.fromCharCode(97 + ((from * (i + 7) + i * i) % 26))).join('');
  return `the t${letters(n, 12)}${n.toString(36)} ${letters(n * 31, 9)}`;
});
const dear: readonly object[] = [
  ...Array.from({ length: 3 }, (_, n) => ({ title: { regexp: `t.*${'aet'[n]}.{5}` } })),
  ...['e', 'o'].map((letter) => ({ title: { regexp: `[a-z].*${letter}.*` } })),
  ...Array.from({ length: 5 }, (_, n) => ({ title: { matchPhrasePrefix: `the ${'tabcd'[n]}` } })),
  ...Array.from({ length: 10 }, (_, n) => ({ title: { wildcard: `t*${'abcdefghij'[n]}?` } })),
  ...Array.from({ length: 10 }, (_, n) => ({ title: { prefix: 'abcdefghit'[n] } })),
];

test('answers the dearest patterns that it takes, many at once', async () => {
  for (let n = 0; n < manyTitles.length; n += 5_000) {
    await putBooks(manyTitles.slice(n, n + 5_000).map((title, i) => ({ bookId: `many${n + i}`, title, version: 1 })));
  }
  const body = {
    filter: { or: dear, title: { exists: true } },
    facets: ['title', 'category', 'tags', 'status', 'language'],
    aggregates: { prices: { avg: { field: 'price' } }, titles: { cardinality: { field: 'title' } } },
    limit: 1,
  };
  const answers = await Promise.all(Array.from({ length: dearAtOnce }, () => api('POST', '/search', { body })));

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect((await client.search({ q: 'volume' })).total).toBe(5);
});

test.each([
  { or: Array.from({ length: 100 }, () => ({ title: { regexp: 't.*a.{11}' } })) },
  { title: { regexp: 't.*a.{11}' } },
  { title: { wildcard: 't*a???????????' } },
  { or: Array.from({ length: 5 }, (_, n) => ({ title: { regexp: `t.*${'abcde'[n]}.{6}` } })) },
])('refuses patterns that would take all memory: %#', async (filter) => {
  expect(await api('POST', '/search', { body: { filter } })).toMatchObject({ status: 400 });
});

test('completes an unfinished word by as many words as begin so', async () => {
  const find = async (matchPhrasePrefix: string) =>
    (await findWhole(() => client.searchByBody({ filter: { title: { matchPhrasePrefix } }, limit: 1 }))).total;

  const expected = manyTitles.filter((title) => title.startsWith('the ta')).length;
  expect(expected).toBeGreaterThan(500);
  expect([await find('the ta'), await find('t')]).toEqual([expected, manyTitles.length]);
  await ask('POST', '/books/_delete_by_query?refresh=true', { query: { prefix: { bookId: 'many' } } });
});

test('keeps its counts within an answer, however long the values are', async () => {
  const long = (n: number, length: number) => `${n} `.padEnd(length, '"');
  const books = Array.from({ length: 600 }, (_, n) => ({
    bookId: `wide${n}`,
    title: long(n, n < 500 ? 1_000 : 8_000),
    tags: ['Thick', long(n, 900), long(n, 8_000)],
    category: 'Thick',
    version: 1,
  }));
  for (let n = 0; n < books.length; n += 100) await putBooks(books.slice(n, n + 100));
  const terms = Array.from({ length: 20 }, (_, n) => [
    `a${n}`,
    { terms: { field: n % 2 ? 'title' : 'tags', size: 100 } },
  ]);

  const { facets, aggregates } = await findWhole(() =>
    client.searchByBody({
      filter: { category: { eq: 'thick' } },
      facets: ['title', 'tags', 'category', 'isbn'],
      aggregates: Object.fromEntries(terms),
      limit: 1,
    }),
  );

  expect([facets?.category, facets?.tags?.[0]]).toEqual([
    [{ value: 'Thick', count: 600 }],
    { value: 'Thick', count: 600 },
  ]);
  const values = Object.values(aggregates ?? {}).flatMap(({ buckets = [] }) =>
    buckets.map(({ value }) => value.length),
  );
  expect(values.length).toBeGreaterThan(100);
  expect(Math.max(...values)).toBeLessThanOrEqual(1_000);
  await ask('POST', '/books/_delete_by_query?refresh=true', { query: { prefix: { bookId: 'wide' } } });
});

test('gives shorter pages of long texts than it was asked for, and loses none', async () => {
  const description = '\u{1F4DA}word '.repeat(35_000);
  const long = Array.from({ length: 30 }, (_, n) => ({ bookId: `long${n}`, title: 'Thick', description, version: 1 }));
  for (let n = 0; n < long.length; n += 10) await putBooks(long.slice(n, n + 10));

  const pages = await client.walk({ q: 'thick', limit: 100 });

  expect(pages.length).toBeGreaterThan(1);
  expect(new Set(resultsOf(pages).map(({ id }) => id)).size).toBe(30);
  expect(pages.every(({ total }) => total === 30)).toBe(true);
});

test('says that an answer is partial when a part of the index cannot give its own', async () => {
  // A part that cannot be sorted as the search wants it.
  await ask('PUT', '/books-v0', {
    settings: { number_of_replicas: 0 },
    mappings: { dynamic: false },
    aliases: { books: {} },
  });

  const found = await client.search({ q: 'volume' });

  expect(found).toMatchObject({ partial: true, total: 5 });
  await ask('DELETE', '/books-v0');
  expect(await findWhole(() => client.search({ q: 'volume' }))).toMatchObject({ partial: false, total: 5 });
});

test('is unavailable while an index is not there', async () => {
  await ask('DELETE', '/authors-v1');

  const answers = [
    await client.ask({ type: 'Author', q: 'a' }),
    await client.ask({ stable: true }, '/authors'),
    await client.ask({ q: 'vol' }, '/suggest'),
  ];

  for (const answer of answers) expectUnavailable(answer);
  expect((await client.search({ q: 'volume' })).total).toBe(5);
});

// The last one: it stops the server.
test('answers unavailable while OpenSearch is down, and writes and reads by key go on', async () => {
  const { next = '' } = await client.search({ q: 'volume', limit: 2 });
  await openSearch.stop();

  const answers = [
    await client.ask({ q: 'volume' }),
    await client.ask({ q: 'volume', limit: 2, next }),
    await client.ask({ q: 'volume', stable: true }),
    await client.ask({}, '/books'),
    await client.ask({}, `/users/${newId()}/rentals`),
    await client.ask({ q: 'vol' }, '/suggest'),
    await api('POST', '/search', { body: {} }),
  ];
  const added = await api('POST', '/authors', { body: { name: 'A', birthdate: '1900' } });

  for (const answer of answers) expectUnavailable(answer);
  expect([added.status, (await api('GET', added.headers.location ?? '')).status]).toEqual([201, 200]);
  expect((await client.ask({ q: '', sort: 'nothing' })).status).toBe(400);
});

function expectUnavailable(answer: Answer): void {
  expect([answer.status, answer.headers['content-type'], answer.headers['retry-after'], answer.body]).toEqual([
    503,
    'application/problem+json',
    '1',
    { type: '/problems/unavailable', title: 'Unavailable', status: 503 },
  ]);
}
