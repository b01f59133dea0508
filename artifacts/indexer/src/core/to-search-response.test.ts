import { expect, test } from '@jest/globals';
import { parse } from 'lossless-json';
import { book } from '../entities/book.ts';
import { rental } from '../entities/rental.ts';
import { toSearchResponse } from './to-search-response.ts';

const answer = (sources: readonly string[], total = '1') =>
  `{"timed_out":false,"_shards":{"failed":0},"hits":{"total":{"value":${total},"relation":"eq"},"hits":[${sources
    .map((source) => `{"_index":"books-v1","_id":"x","_score":1.5,"_source":${source}}`)
    .join()}]}}`;

test('shows type, id, version and document, decimals with every digit as text', () => {
  const source =
    '{"bookId":"b1","price":12345678901234567.123456789,"tags":["a"],"version":1700000000000001,"category":null}';

  expect(toSearchResponse(book, parse(answer([source], '7')))).toEqual({
    total: 7,
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
  const response = toSearchResponse(book, parse(answer(['{"bookId":"b1","price":{"list":[1.50]},"extra":{"a":[2]}}'])));

  expect(response?.results[0]).toMatchObject({
    version: 0,
    document: { price: { list: ['1.50'] }, extra: { a: [2] } },
  });
});

test('joins an id of several parts', () => {
  expect(toSearchResponse(rental, parse(answer(['{"bookId":"b1","userId":"u1"}'])))?.results[0]?.id).toBe('b1:u1');
});

test('shows no hits as none', () => {
  expect(toSearchResponse(book, parse(answer([], '0')))).toEqual({ total: 0, results: [] });
});

test.each([
  ['timed out', '{"timed_out":true,"_shards":{"failed":0},"hits":{"total":{"value":0},"hits":[]}}'],
  ['lacks a shard', '{"timed_out":false,"_shards":{"failed":1},"hits":{"total":{"value":0},"hits":[]}}'],
  ['has no hits', '{"timed_out":false,"_shards":{"failed":0}}'],
  ['has no total', '{"timed_out":false,"_shards":{"failed":0},"hits":{"hits":[]}}'],
  ['is text', '"x"'],
])('gives nothing when the answer %s', (_, text) => {
  expect(toSearchResponse(book, parse(text))).toBeUndefined();
});
