import { isExactNumber, type JsonObject, toList, toNumber, toRecord } from '../exact-json.ts';
import { toCanonicalDecimal } from '../to-canonical-decimal.ts';
import { foldValue } from './fold-value.ts';
import type { Bucket } from './search-response.ts';

/** The answer to an aggregation of `countWithin`, without what it was within. */
export function toInner(aggregation: unknown): JsonObject {
  const fields = toRecord(aggregation);
  return toRecord(fields.within ?? fields);
}

/** The answer to `countValues`: most frequent first. */
export function readBuckets(aggregation: JsonObject): readonly Bucket[] {
  return toList(aggregation.buckets).map((bucket) => {
    const { key, doc_count, spellings } = toRecord(bucket);
    const value = isExactNumber(key) ? (toCanonicalDecimal(key.value) ?? key.value) : String(key);
    return { value: findSpelling(value, spellings) ?? value, count: toNumber(doc_count) ?? 0 };
  });
}

/** The most frequent spelling that is one of this value; undefined: none is known. */
function findSpelling(value: string, spellings: unknown): string | undefined {
  const known = toList(toRecord(spellings).buckets).map((bucket) => String(toRecord(bucket).key));
  return known.find((spelling) => foldValue(spelling) === value);
}
