import type { MappingLog } from './mapping-log.ts';

/** Notes who gets answers from DynamoDB and who does not, and says so once per change instead of once per attempt. */
export interface ConnectionWatch {
  readonly answered: (caller: string) => void;
  readonly failed: (caller: string, error: Error & { readonly code?: string }) => void;
  readonly isUp: () => boolean;
}

export function createConnectionWatch(log: MappingLog): ConnectionWatch {
  const failing = new Set<string>();
  return {
    answered: (caller) => {
      if (failing.delete(caller) && failing.size === 0) log.info({}, 'the stream can be read again');
    },
    failed: (caller, error) => {
      if (failing.size === 0) {
        log.warn({ code: error.code, reason: error.message }, 'the stream cannot be read; trying again until it can');
      }
      failing.add(caller);
    },
    isUp: () => failing.size === 0,
  };
}
