import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit, describeTimeout } from './describe-failure.ts';
import type { PartPlan } from './part.ts';
import { readLastLines } from './read-last-lines.ts';
import type { RunningPart } from './run-part.ts';
import type { Failure } from './stack-state.ts';

const pollMs = 100;

/** A part that did not come up. */
export class PartError extends Error {
  override readonly name = 'PartError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.reason} ${failure.remedy}`);
    this.failure = failure;
  }
}

/**
 * Resolves when the part answers. Rejects with a `PartError` when its process ends before, or its time is over; with the
 * signal's reason when that fires.
 */
export async function waitUntilHealthy(
  plan: PartPlan,
  { part, signal }: { readonly part: RunningPart | undefined; readonly signal: AbortSignal },
): Promise<void> {
  const deadline = Date.now() + plan.startTimeoutMs;
  let hasExited = false;
  void part?.exited.then(() => {
    hasExited = true;
  });
  // An answer without a process comes from a stranger at the same address.
  while (!(await plan.isHealthy()) || hasExited) {
    signal.throwIfAborted();
    if (part && hasExited) {
      const exit = await part.exited;
      throw new PartError(describeExit({ plan, exit, lastLines: readLastLines(plan.logPath) }));
    }
    if (Date.now() > deadline) throw new PartError(describeTimeout(plan, readLastLines(plan.logPath)));
    await sleep(pollMs);
  }
}
