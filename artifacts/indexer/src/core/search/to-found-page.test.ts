import { expect, test } from '@jest/globals';
import { buildRequest } from '../../../test/fixtures/build-request.ts';
import { rental } from '../../entities/rental.ts';
import { parseJson } from '../exact-json.ts';
import type { SearchRequest } from './search-request.ts';
import { maxResultBytes, toFoundPage } from './to-found-page.ts';

const hit = (source: string, more = ''): string => `{"_source":${source},"sort":["x",9223372036854775807]${more}}`;
const answer = (hits: readonly string[], more = ''): string =>
  `{"timed_out":false,"_shards":{"total":2,"successful":2,"failed":0},"hits":{"total":{"value":7,"relation":"eq"},"hits":[${hits.join()}]}${more}}`;
const read = (text: string, overrides: Partial<SearchRequest> = {}) =>
  toFoundPage(parseJson(text), { request: buildRequest(overrides), marker: '#' });

test('shows type, id, version and document, decimals with every digit as text', () => {
  const source =
    '{"bookId":"b1","price":12345678901234567.123456789,"tags":["a"],"version":1700000000000001,"category":null}';

  expect(read(answer([hit(source)]))?.response).toEqual({
    total: 7,
    partial: false,
    results: [
      {
        type: 'Book',
        id: 'b1',
        version: 1_700_000_000_000_001,
        document: {
          bookId: 'b1',
          price: '12345678901234567.123456789',
          tags: ['a'],
          version: 1_700_000_000_000_001,
          category: null,
        },
      },
    ],
  });
});

test('reaches the numbers inside of maps and lists', () => {
  expect(read(answer([hit('{"price":{"list":[1.50]},"extra":{"a":[2]}}')]))?.response.results[0]).toMatchObject({
    version: 0,
    document: { price: { list: ['1.50'] }, extra: { a: [2] } },
  });
});

test('joins an id of several parts', () => {
  const page = read(answer([hit('{"bookId":"b1","userId":"u1"}')]), { entity: rental });

  expect(page?.response.results[0]?.id).toBe('b1:u1');
});

test('tells where a page ended when there is one more hit than it shows', () => {
  const hits = [hit('{"bookId":"b1"}'), hit('{"bookId":"b2"}').replace('"x"', '"y"')];

  const page = read(answer(hits), { limit: 1 });

  expect(page?.response.results.map(({ id }) => id)).toEqual(['b1']);
  expect(page?.lastSortValues).toEqual(parseJson('["x",9223372036854775807]'));
  expect(read(answer(hits), { limit: 2 })?.lastSortValues).toBeUndefined();
});

test('ends a page early when its texts would be too long for one answer', () => {
  const long = (id: string, size: number) => hit(`{"bookId":"${id}","description":"${'a'.repeat(size)}"}`);
  const half = maxResultBytes / 2;

  const page = read(answer([long('b1', half), long('b2', half), long('b3', 1)]));

  expect(page?.response.results.map(({ id }) => id)).toEqual(['b1']);
  expect(page?.lastSortValues).toBeDefined();
  expect(read(answer([long('b1', 2 * half), long('b2', 1)]))?.response.results).toHaveLength(1);
  // Quotes are escaped twice on the way: in the answer, and in that of the function.
  const quotes = (id: string) => hit(`{"bookId":"${id}","description":"${'\\"'.repeat(maxResultBytes / 6)}"}`);
  expect(read(answer([quotes('b1'), quotes('b2')]))?.response.results).toHaveLength(1);
});

test('shows what matched', () => {
  expect(read(answer([hit('{}', ',"highlight":{"title":["#Emma#"]}')]))?.response.results[0]?.highlights).toEqual({
    title: [['', 'Emma', '']],
  });
});

test('shows facets and aggregates under the names of the request', () => {
  const buckets = '{"buckets":[{"key":"A","doc_count":2}]}';
  const text = answer([], `,"aggregations":{"facet0":${buckets},"together":{"aggregate0":{"value":2.5}}}`);

  const page = read(text, { facets: ['status'], aggregates: { mean: { kind: 'avg', field: 'price' } } });

  expect(page?.response).toMatchObject({
    facets: { status: [{ value: 'A', count: 2 }] },
    aggregates: { mean: { value: 2.5 } },
  });
});

test('hands on the point in time as it is to be asked for next', () => {
  expect(read(answer([], ',"pit_id":"p2"'))?.pitId).toBe('p2');
  expect(read(answer([]))?.pitId).toBeUndefined();
});

test.each([
  ['ran out of time', answer([]).replace('"timed_out":false', '"timed_out":true')],
  ['lacks a shard', answer([]).replace('"successful":2,"failed":0', '"successful":1,"failed":1')],
  ['lacks a shard of which no copy is there', answer([]).replace('"successful":2', '"successful":1')],
  ['does not say whether it is whole', '{"hits":{"total":{"value":0},"hits":[]}}'],
])('says that an answer is partial when it %s', (_, text) => {
  expect(read(text)?.response).toMatchObject({ partial: true, results: [] });
});

test.each([
  ['no hits', '{"timed_out":false,"hits":{"total":{"value":0}}}'],
  ['no total', '{"timed_out":false,"hits":{"hits":[]}}'],
  ['text', '"x"'],
])('gives nothing for an answer that has or is %s', (_, text) => {
  expect(read(text)).toBeUndefined();
});
