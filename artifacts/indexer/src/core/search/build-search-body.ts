import { buildCounts } from './build-counts.ts';
import { divideFilters } from './build-facets.ts';
import { buildFilter } from './build-filter.ts';
import { buildHighlights, type HighlightPlan } from './build-highlights.ts';
import { buildSort } from './build-sort.ts';
import { buildTextQuery, type Spelling } from './build-text-query.ts';
import { describeFields } from './describe-fields.ts';
import type { Filter, SearchRequest } from './search-request.ts';

export interface SearchPlan extends HighlightPlan {
  readonly pitId: string | undefined;
  /** The values of the sort after which the page begins, exactly. */
  readonly searchAfter: unknown;
  /** How many results stand before the page, where no values tell its begin. */
  readonly from?: number | undefined;
}

/** A search answers with what it has found by then. */
const timeout = '2s';
export const pitKeepAlive = '1m';

/** Body of the search. What a caller sent stands in it as values only, field names as they are in the mapping. */
export function buildSearchBody(plan: SearchPlan): object {
  const { request, spelling, pitId, searchAfter, from } = plan;
  const fields = describeFields(request.entity);
  const toClauses = (filters: readonly Filter[]): readonly object[] => filters.map((one) => buildFilter(one, fields));
  const { query, post } = divideFilters(request);
  const postponed = toClauses(post.map(({ filter }) => filter));
  return {
    // One more than is shown: it tells whether there is a page after this one.
    size: request.limit + 1,
    timeout,
    track_total_hits: true,
    query: buildQuery(request, spelling, toClauses([...(request.within ? [request.within] : []), ...query])),
    ...(postponed.length > 0 && { post_filter: { bool: { filter: postponed } } }),
    sort: buildSort(request, fields),
    aggs: buildCounts(request, post, fields),
    ...(request.hasHighlights && { highlight: buildHighlights(plan, fields) }),
    ...(pitId !== undefined && { pit: { id: pitId, keep_alive: pitKeepAlive } }),
    ...(searchAfter !== undefined && { search_after: searchAfter }),
    ...(from !== undefined && { from }),
  };
}

function buildQuery({ entity, text, ids }: SearchRequest, spelling: Spelling, clauses: readonly object[]): object {
  const ofIds = ids && [{ bool: { should: ids.map((parts) => matchId(entity.id, parts)), minimum_should_match: 1 } }];
  return {
    bool: {
      ...(text !== undefined && { must: [buildTextQuery(entity, text, spelling)] }),
      filter: [...clauses, ...(ofIds ?? [])],
    },
  };
}

function matchId(names: readonly string[], parts: readonly string[]): object {
  return { bool: { filter: names.map((name, i) => ({ term: { [name]: parts[i] } })) } };
}
