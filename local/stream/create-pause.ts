import type { Clock } from './clock.ts';

/** A wait that others can cut short, also before it has begun: what happened meanwhile is not waited for. */
export interface Pause {
  readonly wait: (ms: number) => Promise<void>;
  readonly wake: () => void;
}

export function createPause(clock: Clock): Pause {
  let waker = new AbortController();
  return {
    wait: async (ms) => {
      await clock.sleep(ms, waker.signal);
      if (waker.signal.aborted) waker = new AbortController();
    },
    wake: () => waker.abort(),
  };
}
