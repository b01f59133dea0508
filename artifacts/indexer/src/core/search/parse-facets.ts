import type { FieldMap } from './describe-fields.ts';
import { expected, isInvalid, listNames } from './invalid-request.ts';
import { parseTexts } from './parse-text.ts';
import type { InvalidRequest } from './search-request.ts';

const maxFacets = 10;

/** Fields with words of which many documents have the same; numbers and times are for aggregates. */
export function parseFacets(value: unknown, fields: FieldMap): readonly string[] | InvalidRequest {
  if (value === undefined) return [];
  const names = parseTexts(value, 'facets', { what: 'fields', max: maxFacets });
  if (isInvalid(names)) return names;
  const countable = [...fields.values()]
    .filter(({ kind, exact }) => exact !== undefined && (kind === 'keyword' || kind === 'text'))
    .map(({ name }) => name);
  const unfit = names.find((name) => !countable.includes(name));
  return unfit === undefined ? [...new Set(names)] : expected('facets', `of ${listNames(countable)}`, unfit);
}
