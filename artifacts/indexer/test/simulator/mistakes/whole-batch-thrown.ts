import { IndexerError } from '../../../src/core/errors.ts';
import { millrace, type Subject } from '../subject.ts';

/** Whatever fails, fails the whole batch: one document that can never be written holds the shard back for ever. */
export const wholeBatchThrown: Subject = {
  ...millrace,
  index: async (records, entities, handed) => {
    const parkedKeys = { ...handed.parkedKeys, put: async () => new Set<never>() };
    const answer = await millrace.index(records, entities, { ...handed, parkedKeys });
    if (answer.response.batchItemFailures.length === 0) return answer;
    throw new IndexerError('search.request-refused', 'Expected every record to be written, got one that was not.');
  },
};
