import { setTimeout as sleep } from 'node:timers/promises';

/** Tries `read` until `accept` holds, every 100 ms; throws with the last value when `timeoutMs` has passed. */
export async function waitUntil<T>(
  read: () => Promise<T>,
  accept: (value: T) => boolean,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Expected it within ${timeoutMs} ms, got ${JSON.stringify(value)?.slice(0, 2_000)}`);
    await sleep(100);
  }
}
