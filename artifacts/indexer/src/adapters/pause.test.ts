import { expect, test } from '@jest/globals';
import { createPause } from './pause.ts';

test('waits for a random part of a time that doubles', async () => {
  const waited: number[] = [];
  const pause = createPause({ timeoutMs: () => 10_000, random: () => 0.1 });

  for (const attempt of [1, 2, 3]) {
    const beganAt = performance.now();
    expect(await pause(attempt)).toBe(true);
    waited.push(performance.now() - beganAt);
  }

  // A timer may fire up to a millisecond early.
  for (const [i, expected] of [10, 20, 40].entries()) expect(waited[i]).toBeGreaterThanOrEqual(expected - 1);
});

test.each([
  ['no time is left', { timeoutMs: () => 0 }, 1],
  ['the wait would use up the time', { timeoutMs: () => 50 }, 1],
  ['it was tried often enough', { timeoutMs: () => 10_000, maxAttempts: 2 }, 3],
])('says at once that it does not wait when %s', async (_, options, attempt) => {
  const pause = createPause({ ...options, random: () => 0.999 });

  expect(await Promise.race([pause(attempt), new Promise((resolve) => setTimeout(resolve, 40, 'late'))])).toBe(false);
});
