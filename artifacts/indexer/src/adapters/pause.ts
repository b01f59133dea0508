import { setTimeout } from 'node:timers/promises';

export interface PauseOptions {
  readonly timeoutMs: () => number;
  /** How often one thing is tried again; without limit when absent. */
  readonly maxAttempts?: number;
  /** At least 0, below 1; `Math.random` when absent. */
  readonly random?: () => number;
}

/** Upper bound of the first wait; each further one may be twice as long as the one before, up to the longest. */
const firstMs = 100;
const longestMs = 5_000;

/**
 * Waits before the `attempt`-th repetition (1, 2, …) for a random time from nothing to the bound ("full jitter"), so that
 * those who failed together do not come back together. False, at once, when that is one too many or when no time would be
 * left behind it.
 */
export function createPause({ timeoutMs, maxAttempts = Infinity, random = Math.random }: PauseOptions) {
  return async (attempt: number): Promise<boolean> => {
    const delayMs = random() * Math.min(firstMs * 2 ** (attempt - 1), longestMs);
    if (attempt > maxAttempts || delayMs >= timeoutMs()) return false;
    await setTimeout(delayMs);
    return true;
  };
}
