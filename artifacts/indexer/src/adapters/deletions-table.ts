import { getAttribute, getString } from '../core/attribute-value.ts';
import { toPlace } from '../core/change.ts';
import type { FindDeletions, PutDeletions } from '../flow/deletions.ts';
import type { TableOptions } from './dynamodb-client.ts';
import { putRows } from './put-rows.ts';
import { getItems } from './read-items.ts';

/** Seconds after which DynamoDB may remove a row: longer than anybody waits for what it tells. */
const lifeSeconds = 7 * 24 * 3_600;
/** Longest that a batch is held up by rows: its records come again, and try again. */
const longestPutMs = 5_000;
/** Limit of `BatchGetItem`. */
const maxKeys = 100;

/** The table `deletions`: hash key `id`, which is `<index>/<documentId>` with the read alias, and a time to live. */
export function createPutDeletions({
  nowMs,
  ...options
}: TableOptions & { readonly nowMs: () => number }): PutDeletions {
  return async (deletions) => {
    const startedAtMs = nowMs();
    const timeoutMs = () => Math.min(options.timeoutMs(), startedAtMs + longestPutMs - nowMs());
    const row = { expiresAt: { N: String(Math.floor(startedAtMs / 1_000) + lifeSeconds) } };
    const rows = deletions.map((each) => [toPlace(each), { ...row, version: { N: String(each.version) } }] as const);
    const kept = await putRows({ ...options, timeoutMs }, new Map(rows));
    return new Set(deletions.filter((each) => kept.has(toPlace(each))));
  };
}

/** By consistent reads, each sent once: what one leaves open is not known now. */
export function createFindDeletions(options: TableOptions): FindDeletions {
  return async (places) => {
    const keys = [...new Set(places.map(toPlace))].map((id) => ({ id: { S: id } }));
    const slices = Array.from({ length: Math.ceil(keys.length / maxKeys) }, (_, i) =>
      keys.slice(i * maxKeys, (i + 1) * maxKeys),
    );
    const replies = await Promise.all(slices.map((slice) => getItems(options, slice)));
    const rows = replies.flatMap((reply) => reply?.items ?? []);
    return new Map(
      rows.flatMap((row) => {
        const version = getAttribute(row, 'version');
        return version && 'N' in version ? [[getString(row, 'id') ?? '', BigInt(version.N)] as const] : [];
      }),
    );
  };
}
