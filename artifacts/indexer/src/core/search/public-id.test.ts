import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { rental } from '../../entities/rental.ts';
import { joinId, splitId } from './public-id.ts';

test('joins the parts of an id in their order', () => {
  expect(joinId(book, { bookId: 'b1', title: 'x' })).toBe('b1');
  expect(joinId(rental, { userId: 'u1', bookId: 'b1' })).toBe('b1:u1');
});

test('splits an id of several parts at either sign, and one of a single part at none', () => {
  expect(splitId(rental, 'b1:u1')).toEqual(['b1', 'u1']);
  expect(splitId(rental, 'b1/u1')).toEqual(['b1', 'u1']);
  expect(splitId(book, 'b/1:2')).toEqual(['b/1:2']);
});

test.each([
  [book, ''],
  [rental, ''],
  [rental, 'b1'],
  [rental, 'b1:'],
  [rental, ':u1'],
  [rental, 'b1:u1:x'],
])('finds no id of %j in %j', (entity, text) => {
  expect(splitId(entity, text)).toBeUndefined();
});
