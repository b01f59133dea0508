import { millrace, type Subject } from '../subject.ts';
import type { TableRecord } from '../tables/create-library-table.ts';
import { withoutVersions } from './without-versions.ts';

/** All that is to be written goes first, then all that is to be deleted, as in `dynamodb-stream-elasticsearch`. */
export const upsertsBeforeDeletes: Subject = {
  ...millrace,
  index: async (records, entities, handed) => {
    const deletes = (records as readonly TableRecord[]).filter(({ eventName }) => eventName === 'REMOVE');
    const upserts = records.filter((record) => !deletes.includes(record as TableRecord));
    const written = await withoutVersions.index(upserts, entities, handed);
    const deleted = await withoutVersions.index(deletes, entities, handed);
    const batchItemFailures = [...written.response.batchItemFailures, ...deleted.response.batchItemFailures]
      .toSorted((a, b) => Number(a.itemIdentifier) - Number(b.itemIdentifier))
      .slice(0, 1);
    const names = Object.keys(written.counts);
    const counts = names.map((name) => [name, (written.counts[name] ?? 0) + (deleted.counts[name] ?? 0)]);
    return { response: { batchItemFailures }, counts: Object.fromEntries(counts) };
  },
};
