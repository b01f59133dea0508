import { toNumber, toRecord } from '../exact-json.ts';

/** Whether OpenSearch's answer is of a part of the index only. A shard of which no copy is there counts as failed nowhere. */
export function isPartial(reply: unknown): boolean {
  const { timed_out: isTimedOut, _shards: shards } = toRecord(reply);
  const { total, successful, failed } = toRecord(shards);
  const isSearched =
    toNumber(total) !== undefined && toNumber(successful) === toNumber(total) && toNumber(failed) === 0;
  return isTimedOut !== false || !isSearched;
}
