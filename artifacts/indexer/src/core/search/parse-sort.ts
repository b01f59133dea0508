import type { FieldMap } from './describe-fields.ts';
import { expected, invalid, isInvalid, listNames, show } from './invalid-request.ts';
import { parseTexts } from './parse-text.ts';
import type { InvalidRequest, SortKey } from './search-request.ts';

const maxSortKeys = 8;

/** Fields in order; a minus in front of one means descending. Only exact values have an order. */
export function parseSort(value: unknown, fields: FieldMap): readonly SortKey[] | InvalidRequest {
  if (value === undefined) return [];
  const names = parseTexts(value, 'sort', { what: 'fields', max: maxSortKeys });
  if (isInvalid(names)) return names;
  const keys = names.map(toSortKey);
  const sortable = [...fields.values()].filter(({ exact }) => exact !== undefined).map(({ name }) => name);
  const unfit = keys.find(({ field }) => !sortable.includes(field));
  if (unfit) {
    const why = fields.has(unfit.field) ? ', which is text to search in and has no order' : '';
    return invalid(`Expected \`sort\` to be by ${listNames(sortable)}, got ${show(unfit.field)}${why}.`);
  }
  const isEachOnce = new Set(keys.map(({ field }) => field)).size === keys.length;
  return isEachOnce ? keys : expected('sort', 'a list of fields, each once', names);
}

export function toSortKey(name: string): SortKey {
  return name.startsWith('-') ? { field: name.slice(1), order: 'desc' } : { field: name, order: 'asc' };
}
