import { beforeAll, expect, test } from '@jest/globals';
import type { SearchResponse } from '../../artifacts/indexer/src/core/search/search-response.ts';
import { createApiClient } from './support/call-api.ts';
import { newId } from './support/new-id.ts';
import { createSearchClient, newMarker } from './support/search-client.ts';
import { servers } from './support/servers.ts';

const api = createApiClient(servers.apiUrl);
const { search, searchByBody, untilTotal } = createSearchClient(api);
const marker = newMarker();
const authorId = newId();
const userId = newId();

const books: readonly Readonly<Record<string, unknown>>[] = [
  { title: 'A', category: 'Poésie', tags: ['Roman', 'Été'], language: 'fr', price: '10' },
  { title: 'B', category: 'POESIE', tags: ['Roman', 'été'], language: 'fr', price: '12.5' },
  { title: 'C', category: 'Poésie', tags: ['Été'], language: 'fr', price: '10' },
  { title: 'D', category: 'Drama, modern', tags: ['roman'], language: 'en', price: '20' },
  { title: 'E', category: 'Drama, modern', language: 'en' },
  { title: 'F', category: "Children's <b>books</b> & \u{1F4DA}", tags: ['x > y [z]'], language: 'de' },
];
beforeAll(async () => {
  await api('POST', '/authors', { body: { authorId, name: `Facet ${marker}`, birthdate: '1900' } });
  await api('POST', '/users', { body: { userId, name: 'Ann', email: 'ann@example.org' } });
  for (const book of books) {
    const bookId = newId();
    const body = { ...book, bookId, title: `${book.title} ${marker}`, author: { authorId } };
    expect((await api('POST', '/books', { body })).status).toBe(201);
    if (book.title === 'E')
      expect((await api('POST', `/books/${bookId}/borrow`, { body: { userId } })).status).toBe(204);
  }
  await untilTotal(6, { q: marker });
  await untilTotal(1, { q: marker, status: 'NOT_AVAILABLE' });
});

const countsOf = ({ facets }: SearchResponse, name: string): Readonly<Record<string, number>> =>
  Object.fromEntries((facets?.[name] ?? []).map(({ value, count }) => [value, count]));

test('counts the values of fields among what is found, the most frequent first', async () => {
  const found = await search({ q: marker, facets: 'language,status', limit: 1 });

  expect(found.facets).toEqual({
    language: [
      { value: 'fr', count: 3 },
      { value: 'en', count: 2 },
      { value: 'de', count: 1 },
    ],
    status: [
      { value: 'AVAILABLE', count: 5 },
      { value: 'NOT_AVAILABLE', count: 1 },
    ],
  });
});

test('counts values that differ by case and accents as one, in their most frequent spelling', async () => {
  const found = await search({ q: marker, facets: 'category,tags' });

  expect(countsOf(found, 'category')).toEqual({
    Poésie: 3,
    'Drama, modern': 2,
    "Children's <b>books</b> & \u{1F4DA}": 1,
  });
  expect(countsOf(found, 'tags')).toEqual({ Été: 3, Roman: 3, 'x > y [z]': 1 });
});

test('finds by each value of a facet exactly what was counted', async () => {
  const names = { category: 'category', tags: 'tag', language: 'language', status: 'status' };
  const { facets = {} } = await search({ q: marker, facets: Object.keys(names).join() });

  for (const [facet, parameter] of Object.entries(names)) {
    for (const { value, count } of facets[facet] ?? []) {
      const { total } = await search({ q: marker, [parameter]: value });
      expect([facet, value, total]).toEqual([facet, value, count]);
    }
  }
});

test('lets a facet ignore its own filter, and no other', async () => {
  const found = await search({ q: marker, facets: 'language,category', language: 'fr' });

  expect(found.total).toBe(3);
  expect(countsOf(found, 'language')).toEqual({ fr: 3, en: 2, de: 1 });
  expect(countsOf(found, 'category')).toEqual({ Poésie: 3 });
});

test('minds the filters of two facets in each other', async () => {
  const found = await search({ q: marker, facets: 'language,tags,status', language: 'fr', tag: 'roman' });

  expect(found.total).toBe(2);
  expect(countsOf(found, 'language')).toEqual({ fr: 2, en: 1 });
  expect(countsOf(found, 'tags')).toEqual({ Été: 3, Roman: 2 });
  expect(countsOf(found, 'status')).toEqual({ AVAILABLE: 2 });
});

test('lets a facet ignore its own filter among others that must hold with it', async () => {
  const filter = { and: [{ language: { eq: 'fr' } }, { price: { lte: 12 } }] };
  const found = await searchByBody({ q: marker, facets: ['language'], filter });

  expect(found.total).toBe(2);
  expect(countsOf(found, 'language')).toEqual({ fr: 2 });
  expect(
    countsOf(await searchByBody({ q: marker, facets: ['language'], filter: { and: [filter.and[0]] } }), 'language'),
  ).toEqual({
    fr: 3,
    en: 2,
    de: 1,
  });
});

test('counts within the list of a route, and never beyond it', async () => {
  const found = await search({ facets: 'authorId,language', language: 'fr' }, `/authors/${authorId}/books`);

  expect(found.total).toBe(3);
  expect(countsOf(found, 'authorId')).toEqual({ [authorId]: 3 });
  expect(countsOf(found, 'language')).toEqual({ fr: 3, en: 2, de: 1 });
});

test('counts the same whichever page is looked at', async () => {
  const query = { q: marker, facets: 'language', limit: 2 };
  const { next = '', facets } = await search(query);

  expect((await search({ ...query, next })).facets).toEqual(facets);
});

test('computes aggregates from what is found, under names of any kind', async () => {
  const { aggregates } = await searchByBody({
    q: marker,
    filter: { language: { eq: 'fr' } },
    facets: ['language'],
    aggregates: {
      mean: { avg: { field: 'price' } },
      least: { min: { field: 'price' } },
      most: { max: { field: 'price' } },
      all: { sum: { field: 'price' } },
      kinds: { cardinality: { field: 'category' } },
      tags: { terms: { field: 'tags', size: 1 } },
    },
  });

  expect(aggregates).toEqual({
    mean: { value: expect.closeTo(32.5 / 3) },
    least: { value: 10 },
    most: { value: 12.5 },
    all: { value: 32.5 },
    kinds: { value: 1 },
    tags: { buckets: [{ value: 'Été', count: 3 }] },
  });
});

test('has no value for an aggregate of nothing', async () => {
  const { aggregates } = await searchByBody({
    q: marker,
    filter: { language: { eq: 'de' } },
    aggregates: { mean: { avg: { field: 'price' } }, all: { sum: { field: 'price' } } },
  });

  expect(aggregates).toEqual({ mean: {}, all: { value: 0 } });
});

const description = `${'Long ago. '.repeat(60)}A <em>storm</em> came over the sea. ${'And then. '.repeat(60)}`;
test('shows what matched, whole where the text is short and in passages where it is long', async () => {
  const own = newMarker();
  const body = { title: `Stormy Weather ${own}`, description, tags: ['Storm', 'Sea'], author: { authorId } };
  await api('POST', '/books', { body });
  await untilTotal(1, { q: own });

  const { results } = await search({ q: `storm ${own}`, highlight: true });

  const { title, description: passages, tags } = results[0]?.highlights ?? {};
  expect(title).toEqual([['Stormy Weather ', own, '']]);
  expect(tags).toEqual([['', 'Storm', '']]);
  expect(passages?.map((texts) => texts.filter((_, i) => i % 2 === 1))).toEqual([['storm']]);
  expect(description).toContain(passages?.[0]?.join(''));
  expect(passages?.[0]?.join('').length).toBeLessThan(400);
  expect((await search({ q: own })).results[0]).not.toHaveProperty('highlights');
});

test('is not confused by a document that looks as if it were marked', async () => {
  const own = newMarker();
  const title = `<em>a</em> \uE000b\uE000 ${own}`;
  await api('POST', '/books', { body: { title, author: { authorId } } });
  await untilTotal(1, { q: own });

  const { results } = await search({ q: own, highlight: true });

  expect(results[0]?.highlights?.title).toEqual([['<em>a</em> \uE000b\uE000 ', own, '']]);
});
