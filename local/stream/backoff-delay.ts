const firstDelayMs = 200;
const longestDelayMs = 10_000;

/**
 * How long to wait after so many failures in a row: doubling up to ten seconds, of which half is drawn at random so that
 * shards do not knock in step. `random` is at least 0 and below 1.
 */
export function backoffDelayMs(failures: number, random: number): number {
  const ceilingMs = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures - 1, 10));
  return Math.round(ceilingMs * (0.5 + random / 2));
}
