import { getAttribute, getString, type Item } from '../core/attribute-value.ts';
import { type Job, type Jobs, type NewJob, parseJobId, toJobId } from '../flow/jobs.ts';
import type { RebuildStates } from '../flow/rebuild-state.ts';
import type { TableOptions } from './dynamodb-client.ts';
import { putRows } from './put-rows.ts';
import { getRow, newRevision, removeRow, replaceRow } from './revised-rows.ts';
import { scanPage } from './scan-page.ts';

/** Few: each may be 20,000 documents. */
const pageSize = 100;

/** The table `jobs`: hash key `id`, which is `toJobId`, or `rebuild`, which no job can have. */
export function createJobs(options: TableOptions): Jobs {
  return {
    put: async (jobs) => {
      const rows = new Map(jobs.map((job) => [toJobId(job), { ...toRow(job), revision: { S: newRevision() } }]));
      const kept = await putRows(options, rows);
      return new Set(jobs.filter((job) => kept.has(toJobId(job))));
    },
    get: async (id) => {
      const row = await getRow(options, toJobId(id));
      return typeof row === 'string' ? row : fromRow(row);
    },
    advance: async (job, cursor) => {
      const next = { ...job, cursor };
      const row = { ...toRow(next), id: { S: toJobId(job) }, cursor: { S: cursor } };
      const revision = await replaceRow(options, row, job.revision);
      return revision === 'changed' || revision === 'unknown' ? revision : { ...next, revision };
    },
    finish: async (job) => {
      const end = await removeRow(options, toJobId(job), job.revision);
      return end === 'removed' ? 'finished' : end;
    },
    list: async (from) => {
      const startKey = from === undefined ? undefined : { id: { S: from } };
      const page = await scanPage(options, { startKey, limit: pageSize });
      const ids = page?.items.flatMap((row) => parseJobId(getString(row, 'id') ?? '') ?? []);
      return ids && { ids, next: page?.nextKey && getString(page.nextKey, 'id') };
    },
  };
}

/** No job can have it. */
export const rebuildId = 'rebuild';

/** The row `rebuild` of the table `jobs`. */
export function createRebuildStates(options: TableOptions): RebuildStates {
  return {
    get: async () => {
      const row = await getRow(options, rebuildId);
      if (typeof row === 'string') return row;
      return { state: getString(row, 'state') ?? '', revision: getString(row, 'revision') ?? '' };
    },
    put: async (state, revision) => {
      const next = await replaceRow(options, { id: { S: rebuildId }, state: { S: state } }, revision);
      return next === 'changed' || next === 'unknown' ? next : { state, revision: next };
    },
    remove: (revision) => removeRow(options, rebuildId, revision),
  };
}

function toRow({ index, by, value, keyNames, version, isUnordered }: NewJob): Item {
  return {
    index: { S: index },
    by: { S: by },
    value: { S: value },
    keyNames: { L: keyNames.map((name) => ({ S: name })) },
    version: { N: String(version) },
    isUnordered: { BOOL: isUnordered },
  };
}

function fromRow(row: Item): Job {
  const keyNames = getAttribute(row, 'keyNames');
  const version = getAttribute(row, 'version');
  const isUnordered = getAttribute(row, 'isUnordered');
  return {
    index: getString(row, 'index') ?? '',
    by: getString(row, 'by') ?? '',
    value: getString(row, 'value') ?? '',
    keyNames: keyNames && 'L' in keyNames ? keyNames.L.flatMap((name) => ('S' in name ? name.S : [])) : [],
    version: version && 'N' in version ? BigInt(version.N) : 0n,
    isUnordered: isUnordered !== undefined && 'BOOL' in isUnordered && isUnordered.BOOL,
    cursor: getString(row, 'cursor'),
    revision: getString(row, 'revision') ?? '',
  };
}
