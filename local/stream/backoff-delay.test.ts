import { expect, test } from '@jest/globals';
import { backoffDelayMs } from './backoff-delay.ts';

test('doubles from a fifth of a second up to ten seconds', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((failures) => backoffDelayMs(failures, 0.999_999));

  expect(longest).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 10_000]);
});

test('draws at most half of the delay at random', () => {
  expect(backoffDelayMs(3, 0)).toBe(400);
  expect(backoffDelayMs(3, 0.5)).toBe(600);
});
