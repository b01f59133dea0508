import { expect, test } from '@jest/globals';
import { parseJson, toRecord } from '../exact-json.ts';
import { readBuckets, toInner } from './read-buckets.ts';

const bucketsOf = (text: string) => readBuckets(toInner(parseJson(text)));
const spelt = (key: string, ...spellings: readonly string[]): string =>
  `{"buckets":[{"key":"${key}","doc_count":3,"spellings":{"buckets":[${spellings.map((one) => `{"key":"${one}"}`).join()}]}}]}`;

test('shows values that are kept letter by letter as they are', () => {
  expect(bucketsOf('{"buckets":[{"key":"AVAILABLE","doc_count":2},{"key":"MISSING","doc_count":1}]}')).toEqual([
    { value: 'AVAILABLE', count: 2 },
    { value: 'MISSING', count: 1 },
  ]);
});

test('shows a folded value in its most frequent spelling', () => {
  expect(bucketsOf(spelt('poesie', 'Poésie', 'poesie'))).toEqual([{ value: 'Poésie', count: 3 }]);
});

test('takes no spelling of another value that the same documents have', () => {
  expect(bucketsOf(spelt('poesie', 'Roman', 'Poésie'))).toEqual([{ value: 'Poésie', count: 3 }]);
  expect(bucketsOf(spelt('poesie', 'Roman'))).toEqual([{ value: 'poesie', count: 3 }]);
});

test('shows numbers in plain digits', () => {
  const text =
    '{"buckets":[{"key":10.0,"doc_count":1},{"key":1.2345E9,"doc_count":1},{"key":1700000000000,"doc_count":1}]}';

  expect(bucketsOf(text).map(({ value }) => value)).toEqual(['10', '1234500000', '1700000000000']);
});

test('shows a number that is beyond all plain digits as OpenSearch writes it', () => {
  expect(bucketsOf('{"buckets":[{"key":1.0E200,"doc_count":1}]}')).toEqual([{ value: '1.0E200', count: 1 }]);
});

test('looks inside of what was counted within other filters', () => {
  expect(bucketsOf('{"doc_count":7,"within":{"buckets":[{"key":"a","doc_count":1}]}}')).toEqual([
    { value: 'a', count: 1 },
  ]);
});

test('finds nothing in an answer that has nothing', () => {
  expect(readBuckets(toRecord(undefined))).toEqual([]);
  expect(bucketsOf('{"buckets":[{"key":"a"}]}')).toEqual([{ value: 'a', count: 0 }]);
});
