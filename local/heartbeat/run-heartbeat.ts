import type { Clock } from '../stream/clock.ts';

export interface HeartbeatOptions {
  /** Writes the beat that is due at this time. */
  readonly write: (dueAtMs: number) => Promise<void>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

export const periodMs = 60_000;

/**
 * Writes a beat now and then every minute, for as long as the stack runs. One that fails is told once and not tried again: the next
 * one comes. After a sleep of the machine it goes on with the present minute.
 */
export async function runHeartbeat({ write, clock, log, signal }: HeartbeatOptions): Promise<void> {
  let isFailing = false;
  for (let dueAtMs = clock.now(); !signal.aborted; dueAtMs = nextDue(dueAtMs, clock.now())) {
    await clock.sleep(Math.max(0, dueAtMs - clock.now()), signal);
    if (signal.aborted) return;
    try {
      await write(dueAtMs);
      if (isFailing) log('heartbeat: written again');
      isFailing = false;
    } catch (error) {
      if (!isFailing) log(`heartbeat: not written: ${error instanceof Error ? error.message : error}`);
      isFailing = true;
    }
  }
}

/** The first time of the row that has not passed. */
function nextDue(lastMs: number, nowMs: number): number {
  return lastMs + periodMs * Math.max(1, Math.ceil((nowMs - lastMs) / periodMs));
}
