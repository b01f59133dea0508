import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';

/** What a function came to, as Lambda tells it to whoever invoked it. */
export type Result =
  | { readonly kind: 'response'; readonly payload: unknown }
  | { readonly kind: 'error' | 'init-error'; readonly type: string; readonly error: FunctionError };

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stackTrace?: readonly string[];
}

export interface Invocation {
  readonly id: string;
  readonly body: string;
  readonly deadlineMs: number;
  readonly settle: (result: Result) => void;
}

/** Who waits for whom: events for a process that asks, a process for events, callers for results. */
export function createInvocations(functionName: string) {
  const waiting: Invocation[] = [];
  const running = new Map<string, Invocation>();
  let take: ((invocation: Invocation) => void) | undefined;
  let initError: Result | undefined;
  let readyAt: number | undefined;

  const handOut = (): void => {
    const invocation = take && waiting.shift();
    if (!take || !invocation) return;
    running.set(invocation.id, invocation);
    take(invocation);
    take = undefined;
  };
  return {
    readyAt: () => readyAt,
    /** The process asks for its next event. */
    next: (taker: (invocation: Invocation) => void): void => {
      readyAt ??= performance.now();
      take = taker;
      handOut();
    },
    /** False when no such invocation runs. */
    settle: (id: string, result: Result): boolean => {
      const invocation = running.get(id);
      running.delete(id);
      invocation?.settle(result);
      return invocation !== undefined;
    },
    failToStart: (result: Result): void => {
      initError = result;
      for (const { settle } of waiting.splice(0)) settle(result);
    },
    invoke: (event: unknown, timeoutMs: number): Promise<Result> =>
      new Promise((resolve, reject) => {
        if (initError) return resolve(initError);
        const late = new Error(`Expected ${functionName} to answer within ${timeoutMs} ms, got nothing.`);
        const timer = setTimeout(() => reject(late), timeoutMs);
        const settle = (result: Result): void => {
          clearTimeout(timer);
          resolve(result);
        };
        waiting.push({ id: randomUUID(), body: JSON.stringify(event), deadlineMs: Date.now() + timeoutMs, settle });
        handOut();
      }),
  };
}
