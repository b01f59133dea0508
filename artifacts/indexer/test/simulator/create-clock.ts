import { setImmediate } from 'node:timers/promises';

/** Time that passes only when something happens. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly nowMs: () => number;
  /** Runs it when its time has come; of two at the same time the earlier call first. */
  readonly after: (ms: number, run: () => void | Promise<void>) => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Does something of the real world, for which time stands still. */
  readonly perform: (run: () => Promise<void>) => Promise<void>;
  /** Resolves when it is so: it is looked at now and then. */
  readonly until: (isSo: () => boolean) => Promise<void>;
  /** Lets time pass until nothing is left to happen, or so much has happened that something goes on for ever. */
  readonly run: (maxEvents: number, looked: () => Promise<void>) => Promise<void>;
  /** Nothing happens for as long. */
  readonly jump: (ms: number) => void;
}

interface Event {
  readonly atMs: number;
  readonly run: () => void | Promise<void>;
}

/** Monday, 2026-01-05, noon. */
const startMs = 1_767_614_400_000;

/** How often a condition is looked at. */
const lookMs = 5_000;

export function createClock(): Clock {
  /** Latest first. */
  const events: Event[] = [];
  let nowMs = startMs;
  const after: Clock['after'] = (ms, run) => {
    const atMs = nowMs + ms;
    let low = 0;
    for (let high = events.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if ((events[middle]?.atMs ?? 0) > atMs) low = middle + 1;
      else high = middle;
    }
    events.splice(low, 0, { atMs, run });
  };
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => after(ms, resolve));
  return {
    nowMs: () => nowMs,
    after,
    sleep,
    perform: (run) =>
      new Promise((resolve) =>
        after(0, async () => {
          await run();
          resolve();
        }),
      ),
    until: async (isSo) => {
      while (!isSo()) await sleep(lookMs);
    },
    run: async (maxEvents, looked) => {
      await setImmediate();
      for (let count = 0; events.length > 0 && count < maxEvents; count++) {
        const event = events.pop();
        nowMs = Math.max(nowMs, event?.atMs ?? 0);
        await event?.run();
        // All that waits for promises goes as far as it can before the next event.
        await setImmediate();
        await looked();
      }
    },
    jump: (ms) => {
      nowMs += ms;
    },
  };
}
