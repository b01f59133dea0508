import { findOnlyField } from './build-filter.ts';
import { type FieldMap, toExact } from './describe-fields.ts';
import type { Filter, SearchRequest } from './search-request.ts';

/** A filter that is about nothing but this field. */
export interface FieldFilter {
  readonly field: string;
  readonly filter: Filter;
}

/** Filters by when they are applied: facets with a filter of their own must see what it leaves out. */
export interface DividedFilters {
  /** Before anything is counted. */
  readonly query: readonly Filter[];
  /** After the facets are counted; each facet minds those of the others. */
  readonly post: readonly FieldFilter[];
}

export const maxFacetValues = 50;

/**
 * How many spellings are looked at for the one of a value. Other values of the same documents are among them, so the most
 * frequent spelling need not be the value's own.
 */
const maxSpellings = 20;

export function divideFilters({ filters, facets }: Pick<SearchRequest, 'filters' | 'facets'>): DividedFilters {
  const query: Filter[] = [];
  const post: FieldFilter[] = [];
  for (const filter of filters.flatMap(listParts)) {
    const field = findOnlyField(filter);
    if (field !== undefined && facets.includes(field)) post.push({ field, filter });
    else query.push(filter);
  }
  return { query, post };
}

/** What must all hold, each by itself. */
function listParts(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.filters.flatMap(listParts) : [filter];
}

/** Counts the values of a field, with the spellings that each is written in. */
export function countValues(name: string, size: number, fields: FieldMap): object {
  const literal = fields.get(name)?.literal;
  const spellings = literal && { spellings: { terms: { field: literal, size: maxSpellings } } };
  return { terms: { field: toExact(name, fields), size }, ...(spellings && { aggs: spellings }) };
}

/** `aggregation`, of what these clauses leave. */
export function countWithin(clauses: readonly object[], aggregation: object): object {
  return clauses.length === 0 ? aggregation : { filter: { bool: { filter: clauses } }, aggs: { within: aggregation } };
}
