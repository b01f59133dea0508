import { expect, test } from '@jest/globals';
import { book } from '../entities/book.ts';
import { parseJson } from './exact-json.ts';
import { parseItemVersion, parseJoinedFields, parseVersion } from './read-document.ts';

test('reads what a document has from other items, as JSON text', () => {
  expect(parseJoinedFields(parseJson('{"title":"Emma","authorName":"Austen"}'), book)).toEqual({
    authorName: '"Austen"',
  });
  expect(parseJoinedFields(undefined, book)).toEqual({});
});

test.each([
  ['1700000000000001', 1_700_000_000_000_001n],
  ['1.5', 0n],
  ['"7"', 0n],
  ['null', 0n],
])('reads the version %s of an item as %s', (text, version) => {
  expect(parseItemVersion(parseJson(text))).toBe(version);
});

test.each([
  ['9223372036854775807', 9_223_372_036_854_775_807n],
  ['-1', 0n],
  ['"7"', 0n],
])('reads the external version %s as %s', (text, version) => {
  expect(parseVersion(parseJson(text))).toBe(version);
});
