import { expect, test } from '@jest/globals';
import { parseJson } from '../exact-json.ts';
import { isPartial } from './is-partial.ts';

const read = (text: string): boolean => isPartial(parseJson(text));

test('is not, when all shards have answered in time', () => {
  expect(read('{"timed_out":false,"_shards":{"total":2,"successful":2,"failed":0}}')).toBe(false);
});

test.each([
  ['ran out of time', '{"timed_out":true,"_shards":{"total":2,"successful":2,"failed":0}}'],
  ['lacks a shard', '{"timed_out":false,"_shards":{"total":2,"successful":1,"failed":1}}'],
  ['lacks a shard of which no copy is there', '{"timed_out":false,"_shards":{"total":2,"successful":1,"failed":0}}'],
  ['does not say how many shards there are', '{"timed_out":false,"_shards":{}}'],
  ['says nothing', '{}'],
  ['is none', '"x"'],
])('is, when an answer %s', (_, text) => {
  expect(read(text)).toBe(true);
});
