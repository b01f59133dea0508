import type { Entity } from '../entity.ts';
import { type FieldMap, toExact } from './describe-fields.ts';
import type { SearchRequest, SortKey } from './search-request.ts';

/** What is missing comes last in both directions; the id makes every order a total one, so that no page repeats another's. */
export function buildSort(
  { entity, text, sort }: Pick<SearchRequest, 'entity' | 'text' | 'sort'>,
  fields: FieldMap,
): readonly object[] {
  const keys = sort.map(({ field, order }) => ({ [toExact(field, fields)]: { order, missing: '_last' } }));
  return [...(isByRelevance({ text, sort }) ? [{ _score: 'desc' }] : keys), ...breakTies(entity, sort)];
}

/** By the id, as far as the order does not go by it already. */
export function breakTies({ id }: Entity, sort: readonly SortKey[]): readonly object[] {
  return id.filter((name) => sort.every(({ field }) => field !== name)).map((name) => ({ [name]: 'asc' }));
}

export function isByRelevance({ text, sort }: Pick<SearchRequest, 'text' | 'sort'>): boolean {
  return sort.length === 0 && text !== undefined;
}
