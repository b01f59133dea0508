import { type JsonObject, toRecord } from './exact-json.ts';

/** What a search found, one by one; undefined when it is no answer to a search. */
export function readHits(reply: unknown): readonly JsonObject[] | undefined {
  const { hits } = toRecord(toRecord(reply).hits);
  return Array.isArray(hits) ? hits.map(toRecord) : undefined;
}
