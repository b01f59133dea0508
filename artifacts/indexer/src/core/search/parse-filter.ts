import { isObject } from '../stream-event.ts';
import { checkFilterSize } from './check-filter-size.ts';
import type { FieldMap } from './describe-fields.ts';
import { collect, expected, invalid, isInvalid, listNames } from './invalid-request.ts';
import { allOf, parseCondition } from './parse-condition.ts';
import { parseText } from './parse-text.ts';
import type { Filter, InvalidRequest } from './search-request.ts';

const maxDepth = 8;

interface FilterPlace {
  readonly fields: FieldMap;
  /** Where it stands, as in `filter.and[0]`. */
  readonly path: string;
  /** How many objects with fields it is within, itself counted. */
  readonly depth: number;
}

/** The filter of a request, member by member: all must hold. */
export function parseFilter(value: unknown, fields: FieldMap): readonly Filter[] | InvalidRequest {
  if (!isObject(value)) return expected('filter', 'an object with fields and their conditions', value);
  const filters = parseMembers(value, { fields, path: 'filter', depth: 1 });
  if (isInvalid(filters)) return filters;
  return checkFilterSize(filters) ?? filters;
}

function parseMembers(
  value: Readonly<Record<string, unknown>>,
  place: FilterPlace,
): readonly Filter[] | InvalidRequest {
  if (place.depth > maxDepth) {
    return invalid(`Expected filters within filters at most ${maxDepth} deep, got more in \`filter\`.`);
  }
  return collect(Object.entries(value).map(([name, member]) => parseMember(name, member, place)));
}

function parseMember(name: string, value: unknown, place: FilterPlace): Filter | InvalidRequest {
  const path = `${place.path}.${name}`;
  switch (name) {
    case 'and':
    case 'or': {
      if (!Array.isArray(value) || value.length === 0) return expected(path, 'a list of filters', value);
      const filters = collect(value.map((one, i) => parseNested(one, { ...place, path: `${path}[${i}]` })));
      return isInvalid(filters) ? filters : { kind: name, filters };
    }
    case 'not': {
      const filter = parseNested(value, { ...place, path });
      return isInvalid(filter) ? filter : { kind: 'not', filter };
    }
    case 'multiMatch':
      return parseMultiMatch(value, { ...place, path });
    default: {
      const field = place.fields.get(name);
      if (field) return parseCondition(value, { field, path });
      return expected(place.path, `about fields, of ${listNames([...place.fields.keys()])}`, name);
    }
  }
}

function parseNested(value: unknown, place: FilterPlace): Filter | InvalidRequest {
  if (!isObject(value) || Object.keys(value).length === 0) {
    return expected(place.path, 'an object with fields and their conditions', value);
  }
  const filters = parseMembers(value, { ...place, depth: place.depth + 1 });
  return isInvalid(filters) ? filters : allOf(filters);
}

/** All words must occur, each in one of the fields. */
function parseMultiMatch(value: unknown, { fields, path }: FilterPlace): Filter | InvalidRequest {
  const texts = [...fields.values()].filter(({ kind }) => kind === 'text').map(({ name }) => name);
  const what = `an object with \`fields\`, of ${listNames(texts)}, and \`query\`, a text`;
  if (!isObject(value) || Object.keys(value).sort().join() !== 'fields,query') return expected(path, what, value);
  const { fields: names, query } = value;
  const isListed = Array.isArray(names) && names.length > 0 && names.every((name) => texts.includes(name));
  if (!isListed || new Set(names).size < names.length)
    return expected(`${path}.fields`, `of ${listNames(texts)}`, names);
  const text = parseText(query, `${path}.query`);
  return isInvalid(text) ? text : { kind: 'words', how: 'match', fields: names, text };
}
