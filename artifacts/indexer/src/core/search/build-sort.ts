import type { FieldInfo } from './describe-fields.ts';
import type { SearchRequest } from './search-request.ts';

/** What is missing comes last in both directions; the id makes every order a total one, so that no page repeats another's. */
export function buildSort(
  { entity, text, sort }: Pick<SearchRequest, 'entity' | 'text' | 'sort'>,
  fields: ReadonlyMap<string, FieldInfo>,
): readonly object[] {
  const keys = sort.map(({ field, order }) => ({ [toExact(field, fields)]: { order, missing: '_last' } }));
  const ties = entity.id.filter((name) => sort.every(({ field }) => field !== name));
  return [...(isByRelevance({ text, sort }) ? [{ _score: 'desc' }] : keys), ...ties.map((name) => ({ [name]: 'asc' }))];
}

export function isByRelevance({ text, sort }: Pick<SearchRequest, 'text' | 'sort'>): boolean {
  return sort.length === 0 && text !== undefined;
}

/** The field in the mapping with the exact values of a field that a request names. */
export function toExact(name: string, fields: ReadonlyMap<string, FieldInfo>): string {
  return fields.get(name)?.exact ?? name;
}
