import type { Entity } from '../entity.ts';
import { isExactNumber, type JsonObject, toNumber, toRecord } from '../exact-json.ts';
import { readHits } from '../read-hits.ts';
import { readCounts } from './build-counts.ts';
import { readHighlights } from './build-highlights.ts';
import { isPartial } from './is-partial.ts';
import { measureSent } from './measure-sent.ts';
import { joinId } from './public-id.ts';
import type { SearchRequest } from './search-request.ts';
import type { SearchResponse, SearchResult } from './search-response.ts';

/** What a search found, and where its page ended. */
export interface FoundPage {
  readonly response: Pick<SearchResponse, 'total' | 'results' | 'partial' | 'facets' | 'aggregates'>;
  /** The last result's values of the sort; undefined: there is no page after this one. */
  readonly lastSortValues: unknown;
  /** As it is to be asked for from now on. */
  readonly pitId: string | undefined;
}

export interface PageOptions {
  readonly request: SearchRequest;
  readonly marker: string;
}

/** Of the 6 MB that a function may answer; the rest is for facets and for what JSON adds. */
export const maxResultBytes = 4_500_000;

/** OpenSearch's answer as the API shows it. Undefined when it is none to a search. */
export function toFoundPage(reply: unknown, options: PageOptions): FoundPage | undefined {
  const { hits: found, aggregations, pit_id: pitId } = toRecord(reply);
  const hits = readHits(reply);
  const count = toNumber(toRecord(toRecord(found).total).value);
  if (!hits || count === undefined) return undefined;
  const results = keepFitting(hits.slice(0, options.request.limit).map((hit) => toResult(hit, options)));
  return {
    response: {
      total: count,
      results,
      partial: isPartial(reply),
      ...readCounts(toRecord(aggregations), options.request),
    },
    lastSortValues: results.length < hits.length ? hits[results.length - 1]?.sort : undefined,
    pitId: typeof pitId === 'string' ? pitId : undefined,
  };
}

/** As many as fit into one answer, and at least one: of long texts, a page has fewer than it might have. */
function keepFitting(results: readonly SearchResult[]): readonly SearchResult[] {
  let bytes = 0;
  const tooMany = results.findIndex((result) => {
    bytes += measureSent(result);
    return bytes > maxResultBytes;
  });
  return tooMany === -1 ? results : results.slice(0, Math.max(1, tooMany));
}

function toResult(hit: JsonObject, { request: { entity }, marker }: PageOptions): SearchResult {
  const document = toDocument(entity, toRecord(hit._source));
  const highlights = readHighlights(hit.highlight, marker);
  return {
    type: entity.name,
    id: joinId(entity, document),
    version: Number(document.version ?? 0),
    document,
    ...(highlights && { highlights }),
  };
}

function toDocument({ decimals }: Entity, source: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(source).map(([name, value]) => [name, toPlain(value, decimals.includes(name))]),
  );
}

/** Decimals leave as text, as everywhere in the API: a JSON number would lose digits at the next reader. */
function toPlain(value: unknown, isDecimal: boolean): unknown {
  if (isExactNumber(value)) return isDecimal ? value.value : Number(value.value);
  if (Array.isArray(value)) return value.map((element) => toPlain(element, isDecimal));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toPlain(member, isDecimal)]));
}
