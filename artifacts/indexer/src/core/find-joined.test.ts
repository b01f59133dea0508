import { expect, test } from '@jest/globals';
import { buildBook } from '../../test/fixtures/build-change.ts';
import { book } from '../entities/book.ts';
import { findJoined, joinsSame } from './find-joined.ts';

test('finds the joined items of an item', () => {
  expect(findJoined(book, buildBook())).toEqual([{ id: 'S:Author:a1', key: { id: { S: 'Author:a1' } } }]);
  expect(findJoined(book, buildBook({ authorId: { S: 'x'.repeat(3_000) } }))).toEqual([undefined]);
  expect(findJoined(book, undefined)).toEqual([undefined]);
  const [join] = book.joins;
  const odd = { ...book, joins: [{ ...join, toKey: () => ({ id: { S: '' } }) }] } as typeof book;
  expect(findJoined(odd, buildBook())).toEqual([undefined]);
});

test('tells whether two images are built from the same items', () => {
  expect(joinsSame(book, buildBook(), buildBook({ title: { S: 'x' } }))).toBe(true);
  expect(joinsSame(book, buildBook(), buildBook({ authorId: { S: 'a2' } }))).toBe(false);
});
