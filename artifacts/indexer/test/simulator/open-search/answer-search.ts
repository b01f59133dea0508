import type { Body, Hit, IndexModel } from './create-index-model.ts';
import { toMatches, valuesOf } from './match-query.ts';

export interface SearchedIndex {
  readonly name: string;
  readonly index: IndexModel;
}

type Sorted = Hit & { readonly index: string };

/** Body of the answer to a search in these indexes. */
export function answerSearch(
  indexes: readonly SearchedIndex[],
  body: Body,
  query: Readonly<Record<string, string>>,
): object {
  checkBody(body);
  const [, shards] = /^_shards:([\d,]+)(?:\|_primary)?$/.exec(query.preference ?? '') ?? [];
  const wanted = shards?.split(',').map(Number);
  const found = indexes
    .flatMap(({ name, index }) => index.searchable().map((hit) => ({ ...hit, index: name })))
    .filter(({ shard }) => wanted?.includes(shard) ?? true)
    .filter(toMatches(body.query as Body | undefined));
  const sorted = sortBy(found, body.sort);
  const from = Number(body.from ?? 0);
  const hits = sorted.slice(from, from + Number(body.size ?? 10)).map((hit) => toHit(hit, body));
  const total = wanted?.length ?? indexes.reduce((sum, { index }) => sum + index.shards, 0);
  return {
    took: 1,
    timed_out: false,
    _shards: { total, successful: total, skipped: 0, failed: 0 },
    hits: { total: { value: found.length, relation: 'eq' }, max_score: null, hits },
    ...(body.aggs !== undefined && { aggregations: aggregate(found, body.aggs as Body) }),
  };
}

const known = [
  'query',
  'sort',
  'size',
  'from',
  'version',
  'seq_no_primary_term',
  '_source',
  'aggs',
  'track_total_hits',
];

function checkBody(body: Body): void {
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown) throw new Error(`The model has no \`${unknown}\` in a search.`);
}

function sortBy(hits: readonly Sorted[], sort: unknown): readonly Sorted[] {
  const [first] = [sort ?? '_doc'].flat() as (string | Record<string, string | { order?: string }>)[];
  const [field = '', order = 'asc'] = typeof first === 'string' ? [first] : (Object.entries(first ?? {})[0] ?? []);
  if (field === '_doc') return hits;
  const sign = (typeof order === 'string' ? order : order.order) === 'desc' ? -1 : 1;
  const keyOf = (hit: Sorted): number | string => {
    if (field === '_seq_no') return hit.seqNo;
    if (field === '_id') return hit.id;
    throw new Error(`The model does not sort by \`${field}\`.`);
  };
  return hits.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -sign : keyOf(a) > keyOf(b) ? sign : 0));
}

function toHit({ index, id, source, version, seqNo }: Sorted, body: Body): object {
  const shown = toShown(source, body._source);
  return {
    _index: index,
    _id: id,
    ...(body.version === true && { _version: version }),
    ...(body.seq_no_primary_term === true && { _seq_no: seqNo, _primary_term: 1 }),
    _score: null,
    ...(shown && { _source: shown }),
  };
}

/** Undefined when no source is asked for. */
export function toShown(source: Body, wanted: unknown): Body | undefined {
  if (wanted === undefined || wanted === true) return source;
  if (wanted === false) return undefined;
  const names = [wanted].flat() as readonly unknown[];
  return Object.fromEntries(Object.entries(source).filter(([name]) => names.includes(name)));
}

interface Terms {
  readonly field: string;
  readonly size?: number;
  readonly include?: readonly string[];
}

function aggregate(hits: readonly Hit[], aggs: Body): object {
  return Object.fromEntries(
    Object.entries(aggs).map(([name, agg]) => {
      const { terms } = agg as { terms?: Terms };
      if (!terms) throw new Error(`The model has no aggregation but \`terms\`.`);
      return [name, countTerms(hits, terms)];
    }),
  );
}

function countTerms(hits: readonly Hit[], { field, size = 10, include }: Terms): object {
  const counts = new Map<string, number>();
  for (const hit of hits) {
    for (const value of new Set(valuesOf(hit, field))) {
      if (include?.includes(value) ?? true) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return {
    doc_count_error_upper_bound: 0,
    sum_other_doc_count: sorted.slice(size).reduce((sum, [, count]) => sum + count, 0),
    buckets: sorted.slice(0, size).map(([key, doc_count]) => ({ key, doc_count })),
  };
}
