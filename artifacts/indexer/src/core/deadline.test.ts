import { expect, test } from '@jest/globals';
import { toTimeoutMs } from './deadline.ts';

test('keeps back the time to answer', () => {
  expect(toTimeoutMs(10_000)).toBe(9_500);
  expect(toTimeoutMs(400)).toBeLessThan(0);
});

test('waits for no answer longer than half a minute', () => {
  expect(toTimeoutMs(900_000)).toBe(30_000);
});
