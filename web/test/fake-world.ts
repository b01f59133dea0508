import type { World } from '../src/state/world.ts';
import type { FakeApi } from './fake-api.ts';

export interface FakeWorld extends World {
  /** Lets time pass, and all that it sets off happen. */
  readonly advance: (ms: number) => Promise<void>;
}

interface Timer {
  readonly atMs: number;
  readonly end: () => void;
}

export function createFakeWorld({ fetch, isBusy }: Pick<FakeApi, 'fetch' | 'isBusy'>): FakeWorld {
  let nowMs = 1_750_000_000_000;
  let drawn = 0;
  const timers = new Set<Timer>();
  return {
    origin: 'http://page.test',
    fetch,
    nowMs: () => nowMs,
    drawText: (length) => {
      drawn += 1;
      return String(drawn).padStart(length, 'x');
    },
    pause: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = { atMs: nowMs + ms, end: resolve };
        timers.add(timer);
        signal.addEventListener('abort', () => {
          timers.delete(timer);
          reject(signal.reason);
        });
      }),
    advance: async (ms) => {
      const untilMs = nowMs + ms;
      await settle(isBusy);
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= untilMs).sort((one, other) => one.atMs - other.atMs);
        if (next === undefined) break;
        timers.delete(next);
        nowMs = next.atMs;
        next.end();
        await settle(isBusy);
      }
      nowMs = untilMs;
    },
  };
}

/** Bodies are streams: they need some turns of the event loop, the page's reading of an answer included. */
async function settle(isBusy: () => boolean): Promise<void> {
  for (let quiet = 0; quiet < 20; quiet = isBusy() ? 0 : quiet + 1)
    await new Promise((resolve) => setTimeout(resolve, 0));
}
