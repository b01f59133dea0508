import { createPause } from './pause.ts';

export interface WorkOptions<Part> {
  /** Most parts of one request. */
  readonly size: number;
  readonly timeoutMs: () => number;
  /** Sends one request; gives back what its reply left open, undefined when there was none. */
  readonly send: (parts: readonly Part[]) => Promise<readonly Part[] | undefined>;
}

/** Requests at once: enough to hide the way there and back, few enough to leave the table to its users. */
const maxRequests = 4;
/** From here on waits grow no longer: a throttled table has room again every second. */
const longestWait = 4;

/** Sends slice by slice, and again what a reply left open, until nothing is or time is up. */
export async function workOff<Part>(
  parts: readonly Part[],
  { size, timeoutMs, send }: WorkOptions<Part>,
): Promise<void> {
  const pause = createPause({ timeoutMs });
  const slices: (readonly Part[])[] = [];
  for (let i = 0; i < parts.length; i += size) slices.push(parts.slice(i, i + size));
  const work = async (): Promise<void> => {
    for (let slice = slices.pop(); slice; slice = slices.pop()) {
      let left = await send(slice);
      for (let attempt = 1; left && left.length > 0; attempt++) {
        if (!(await pause(Math.min(attempt, longestWait)))) break;
        left = await send(left);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxRequests, slices.length) }, work));
}
