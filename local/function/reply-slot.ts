import type { FunctionError } from './function-error.ts';

export interface ReplySlot {
  /** Waits for the answer to one request; `onTimeout` runs when none came in time and must reject the slot. */
  readonly wait: (requestId: string, limit: { timeoutMs: number; onTimeout: () => void }) => Promise<string>;
  /** Settles the request that is waited for. An answer to any other request belongs to nobody and is dropped. */
  readonly resolve: (requestId: string, payload: string) => void;
  readonly reject: (requestId: string, error: FunctionError) => void;
  /** Rejects whatever is waited for. */
  readonly rejectAny: (error: FunctionError) => void;
}

interface Waiting {
  readonly requestId: string;
  readonly resolve: (payload: string) => void;
  readonly reject: (error: FunctionError) => void;
}

/** The place where the one answer that a sandbox owes is waited for. */
export function createReplySlot(): ReplySlot {
  let waiting: Waiting | undefined;
  const take = (requestId = waiting?.requestId): Waiting | undefined => {
    if (waiting?.requestId !== requestId) return undefined;
    const taken = waiting;
    waiting = undefined;
    return taken;
  };

  return {
    wait: async (requestId, { timeoutMs, onTimeout }) => {
      const timer = setTimeout(onTimeout, timeoutMs);
      try {
        return await new Promise<string>((resolve, reject) => {
          waiting = { requestId, resolve, reject };
        });
      } finally {
        clearTimeout(timer);
      }
    },
    resolve: (requestId, payload) => take(requestId)?.resolve(payload),
    reject: (requestId, error) => take(requestId)?.reject(error),
    rejectAny: (error) => take()?.reject(error),
  };
}
