import { measureSent } from './measure-sent.ts';
import { maxTextLength } from './parse-text.ts';
import type { Bucket } from './search-response.ts';

/** Longer values could not be sent back to be found by. */
const maxValueLength = maxTextLength;

/** Of all buckets of an answer. */
export const maxBucketBytes = 1_000_000;

/** Of several lists, most frequent first, the most frequent values that fit into one answer. */
export function keepFrequent(lists: readonly (readonly Bucket[])[]): readonly (readonly Bucket[])[] {
  const short = lists.map((list) => list.filter(({ value }) => value.length <= maxValueLength));
  const ranked = short.flat().sort((a, b) => b.count - a.count);
  let bytes = 0;
  const end = ranked.findIndex((bucket) => {
    bytes += measureSent(bucket);
    return bytes > maxBucketBytes;
  });
  if (end === -1) return short;
  const kept = new Set(ranked.slice(0, end));
  return short.map((list) => list.filter((bucket) => kept.has(bucket)));
}
