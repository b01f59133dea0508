import type { FailedInvocations } from '../../../src/flow/failed-invocations.ts';

export interface FailedInvocationsStore extends FailedInvocations {
  /** As Lambda does, when it has tried often enough. */
  readonly add: (records: readonly object[]) => void;
  readonly names: () => readonly string[];
  readonly records: (name: string) => readonly object[];
}

/** Few, so that there is more than one page. */
const pageSize = 2;

/** The on-failure destination of the stream's mapping, in memory. */
export function createFailedInvocations(tableName: string): FailedInvocationsStore {
  const kept = new Map<string, readonly object[]>();
  let count = 0;
  return {
    add: (records) => {
      kept.set(String(++count).padStart(6, '0'), records);
    },
    names: () => [...kept.keys()],
    records: (name) => kept.get(name) ?? [],
    list: async (after = '') => {
      const names = [...kept.keys()].filter((name) => name > after).sort();
      return { names: names.slice(0, pageSize), hasMore: names.length > pageSize };
    },
    read: async (name) => {
      const records = kept.get(name);
      if (!records) return 'absent';
      const streamArn = `arn:aws:dynamodb:us-east-1:000000000000:table/${tableName}/stream/2026-01-01T00:00:00.000`;
      const head = { requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo: { streamArn } };
      return { text: JSON.stringify({ ...head, payload: JSON.stringify({ Records: records }) }) };
    },
    remove: async (name) => {
      kept.delete(name);
      return true;
    },
  };
}
