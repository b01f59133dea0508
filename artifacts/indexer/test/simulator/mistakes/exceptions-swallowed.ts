import { millrace, type Subject } from '../subject.ts';

/** `catch` logs, and the batch counts as done. */
export const exceptionsSwallowed: Subject = {
  ...millrace,
  index: async (records, entities, handed) => {
    const nothing = { response: { batchItemFailures: [] }, counts: { applied: records.length } };
    try {
      const { counts } = await millrace.index(records, entities, handed);
      return { ...nothing, counts };
    } catch {
      return nothing;
    }
  },
};
