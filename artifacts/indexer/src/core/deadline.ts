/** Time kept back at the end of an invocation: enough to answer before Lambda stops the function. */
const reserveMs = 500;
/** Longest wait for one answer, however much time there is: a dead connection must not cost the whole invocation. */
const maxWaitMs = 30_000;

/** How long a request that starts now may take, from the time the invocation has left. 0 or less: do not start it. */
export function toTimeoutMs(remainingMs: number): number {
  return Math.min(remainingMs - reserveMs, maxWaitMs);
}
