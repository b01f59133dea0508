import { type JsonObject, toRecord } from '../exact-json.ts';
import { buildAggregate, readAggregate } from './build-aggregates.ts';
import { countValues, countWithin, type FieldFilter, maxFacetValues } from './build-facets.ts';
import { buildFilter } from './build-filter.ts';
import type { FieldMap } from './describe-fields.ts';
import { keepFrequent } from './keep-frequent.ts';
import { readBuckets, toInner } from './read-buckets.ts';
import type { SearchRequest } from './search-request.ts';
import type { SearchResponse } from './search-response.ts';

type Counted = Pick<SearchRequest, 'facets' | 'aggregates'>;

/**
 * Facets and aggregates, under names of ours: a caller's could mean something to OpenSearch. `post`: what is filtered after
 * the counting. All that must mind the whole of it is counted together, so that its clauses are looked for once.
 */
export function buildCounts({ facets, aggregates }: Counted, post: readonly FieldFilter[], fields: FieldMap): object {
  const toClauses = (filters: readonly FieldFilter[]) => filters.map(({ filter }) => buildFilter(filter, fields));
  const apart: Record<string, object> = {};
  const together: Record<string, object> = {};
  for (const [i, name] of facets.entries()) {
    const others = post.filter(({ field }) => field !== name);
    const count = countValues(name, maxFacetValues, fields);
    if (others.length === post.length) together[`facet${i}`] = count;
    else apart[`facet${i}`] = countWithin(toClauses(others), count);
  }
  for (const [i, aggregate] of Object.values(aggregates).entries()) {
    together[`aggregate${i}`] = buildAggregate(aggregate, fields);
  }
  if (post.length === 0) return together;
  return { ...apart, together: { filter: { bool: { filter: toClauses(post) } }, aggs: together } };
}

/** What was counted, by the names of the request. */
export function readCounts(
  aggregations: JsonObject,
  { facets, aggregates }: Counted,
): Pick<SearchResponse, 'facets' | 'aggregates'> {
  const counted = { ...aggregations, ...toRecord(aggregations.together) };
  const ofFacets = facets.map((_, i) => readBuckets(toInner(counted[`facet${i}`])));
  const ofAggregates = Object.values(aggregates).map((one, i) =>
    readAggregate(one, toRecord(counted[`aggregate${i}`])),
  );
  const fitting = keepFrequent([...ofFacets, ...ofAggregates.map(({ buckets = [] }) => buckets)]);
  const results = ofAggregates.map((one, i) => (one.buckets ? { buckets: fitting[facets.length + i] } : one));
  return {
    ...(facets.length > 0 && { facets: nameAll(facets, fitting.slice(0, facets.length)) }),
    ...(results.length > 0 && { aggregates: nameAll(Object.keys(aggregates), results) }),
  };
}

function nameAll<Value>(names: readonly string[], values: readonly Value[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(values.map((value, i) => [String(names[i]), value]));
}
