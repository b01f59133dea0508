import { expect, test } from '@jest/globals';
import { nextReadLimit } from './next-read-limit.ts';

test('asks for twice as many records after a full answer of small ones, up to 1,000', () => {
  expect(nextReadLimit(50, { count: 50, bytes: 5_000 })).toBe(100);
  expect(nextReadLimit(800, { count: 800, bytes: 80_000 })).toBe(1_000);
});

test('keeps asking for as many while the answers are not full', () => {
  expect(nextReadLimit(50, { count: 3, bytes: 300 })).toBe(50);
  expect(nextReadLimit(50, { count: 0, bytes: 0 })).toBe(50);
});

test('asks for about 1 MB when the records are large, and at least for one record', () => {
  expect(nextReadLimit(50, { count: 50, bytes: 50 * 400_000 })).toBe(2);
  expect(nextReadLimit(50, { count: 1, bytes: 5_000_000 })).toBe(1);
});
