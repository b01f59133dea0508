import { isMalformed } from '../../../src/core/attribute-value.ts';
import { parseRecord } from '../../../src/core/parse-record.ts';
import { millrace, type Subject } from '../subject.ts';

/** That something is deleted is written down before the delete is sent. */
export const deletionsKeptFirst: Subject = {
  ...millrace,
  index: async (records, entities, handed) => {
    const changes = records.flatMap((record) => {
      const parsed = parseRecord(record, entities);
      return isMalformed(parsed) ? [] : parsed;
    });
    const deletes = changes.filter(({ kind, source }) => kind === 'delete' && source === 'stream');
    await handed.putDeletions(deletes.map((change) => ({ ...change, version: change.version - 1n })));
    return millrace.index(records, entities, handed);
  },
};
