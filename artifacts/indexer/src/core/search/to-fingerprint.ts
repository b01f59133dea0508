import { createHash } from 'node:crypto';
import type { SearchRequest } from './search-request.ts';

/** All of a request that its pages have in common, as text: two requests with the same one are the same query. */
export function toFingerprint(request: SearchRequest): string {
  const { entity, text, within, filters, ids, sort, isStable, facets, aggregates, hasHighlights } = request;
  return JSON.stringify([entity.name, text, within, filters, ids, sort, isStable, facets, aggregates, hasHighlights]);
}

/** Sends every request of one query to the same copies of the shards: each copy refreshes, and scores, in its own time. */
export function toPreference(fingerprint: string): string {
  return createHash('sha256').update(fingerprint).digest('hex').slice(0, 16);
}
