import { isObject } from '../stream-event.ts';
import { checkRegexp } from './check-regexp.ts';
import { checkWildcard, maxPatternLength } from './check-wildcard.ts';
import type { FieldInfo } from './describe-fields.ts';
import { dropMarks } from './fold-value.ts';
import { collect, collectMembers, expected, invalid, isInvalid, listNames } from './invalid-request.ts';
import { parseText } from './parse-text.ts';
import { parseBound, parseValue } from './parse-value.ts';
import type { Bounds, Filter, InvalidRequest } from './search-request.ts';

const bounds = ['gt', 'gte', 'lt', 'lte'] as const;
const comparisons = ['eq', 'ne', ...bounds, 'range', 'in'];
const patterns = ['wildcard', 'regexp', 'prefix'];
/** What a pattern would have to be; undefined when it is. */
const checkPattern = {
  wildcard: checkWildcard,
  regexp: checkRegexp,
  // Every value begins with nothing.
  prefix: (pattern: string) => (pattern === '' ? 'a text of one character at least, marks aside' : undefined),
};
const wordings = { match: 'match', matchPhrase: 'phrase', matchPhrasePrefix: 'phrasePrefix' } as const;

interface FieldPlace {
  readonly field: FieldInfo;
  /** Where it stands, as in `filter.and[0].price`. */
  readonly path: string;
}

/** What a field's values must be like: one operator or several, all of which must hold. */
export function parseCondition(value: unknown, place: FieldPlace): Filter | InvalidRequest {
  const operators = listOperators(place.field);
  if (!isObject(value) || Object.keys(value).length === 0) {
    return expected(place.path, `an object with operators, of ${listNames(operators)}`, value);
  }
  const unfit = Object.keys(value).find((name) => !operators.includes(name));
  if (unfit !== undefined) return expected(place.path, `compared by one of ${listNames(operators)}`, unfit);
  const given = bounds.filter((name) => Object.hasOwn(value, name));
  const filters = collect([
    ...(given.length > 0 ? [parseBounds(value, given, place)] : []),
    ...Object.entries(value)
      .filter(([name]) => !given.some((bound) => bound === name))
      .map(([name, operand]) => parseOperator(name, operand, place)),
  ]);
  return isInvalid(filters) ? filters : allOf(filters);
}

export function allOf(filters: readonly Filter[]): Filter {
  const [first, second] = filters;
  return first && !second ? first : { kind: 'and', filters };
}

/** What fits the kind of the field. */
function listOperators({ kind, exact }: FieldInfo): readonly string[] {
  const isText = kind === 'text' || kind === 'keyword';
  return [
    ...(exact === undefined ? [] : comparisons),
    'exists',
    ...(exact !== undefined && isText ? patterns : []),
    ...(kind === 'text' ? Object.keys(wordings) : []),
  ];
}

/** Together: with several values in a field, one of them must be within. */
function parseBounds(
  value: Readonly<Record<string, unknown>>,
  given: readonly (keyof Bounds)[],
  { field, path }: FieldPlace,
): Filter | InvalidRequest {
  const [first, second] = given;
  if (first && second && first[0] === second[0]) {
    return invalid(`Expected one of \`${first}\` and \`${second}\` in \`${path}\`, got both.`);
  }
  const parsed = collectMembers(
    Object.fromEntries(given.map((name) => [name, parseBound(value[name], field, `${path}.${name}`)])),
  );
  return isInvalid(parsed) ? parsed : { kind: 'range', field: field.name, bounds: parsed };
}

function parseOperator(operator: string, operand: unknown, place: FieldPlace): Filter | InvalidRequest {
  const path = `${place.path}.${operator}`;
  const field = place.field.name;
  switch (operator) {
    case 'eq':
    case 'ne':
      return parseEquals([operand], operator, { ...place, path });
    case 'in':
      if (!Array.isArray(operand) || operand.length === 0) return expected(path, 'a list of values', operand);
      return parseEquals(operand, operator, { ...place, path });
    case 'range':
      return parseRange(operand, { ...place, path });
    case 'exists':
      if (typeof operand !== 'boolean') return expected(path, 'true or false', operand);
      return operand ? { kind: 'exists', field } : { kind: 'not', filter: { kind: 'exists', field } };
    case 'wildcard':
    case 'regexp':
    case 'prefix':
      return parsePattern(operand, operator, { ...place, path });
    default: {
      const text = parseText(operand, path);
      const how = wordings[operator as keyof typeof wordings];
      return isInvalid(text) ? text : { kind: 'words', how, fields: [field], text };
    }
  }
}

function parseEquals(
  operands: readonly unknown[],
  operator: 'eq' | 'ne' | 'in',
  { field, path }: FieldPlace,
): Filter | InvalidRequest {
  const values = collect(
    operands.map((operand, i) => parseValue(operand, field, operator === 'in' ? `${path}[${i}]` : path)),
  );
  if (isInvalid(values)) return values;
  const filter: Filter = { kind: 'equals', field: field.name, values };
  return operator === 'ne' ? { kind: 'not', filter } : filter;
}

/** Both ends belong to it. */
function parseRange(operand: unknown, { field, path }: FieldPlace): Filter | InvalidRequest {
  const ends = isObject(operand) ? Object.entries(operand) : [];
  const names: Readonly<Record<string, keyof Bounds>> = { from: 'gte', to: 'lte' };
  if (ends.length === 0 || ends.some(([name]) => !Object.hasOwn(names, name))) {
    return expected(path, 'an object with `from`, `to` or both', operand);
  }
  const parsed = collectMembers(
    Object.fromEntries(ends.map(([name, end]) => [names[name], parseBound(end, field, `${path}.${name}`)])),
  );
  return isInvalid(parsed) ? parsed : { kind: 'range', field: field.name, bounds: parsed };
}

function parsePattern(
  operand: unknown,
  syntax: 'wildcard' | 'regexp' | 'prefix',
  { field, path }: FieldPlace,
): Filter | InvalidRequest {
  const text = parseText(operand, path, maxPatternLength);
  if (isInvalid(text)) return text;
  // The index does so before it reads a pattern: what a mark stands between would mean something else.
  const pattern = field.isFolded ? dropMarks(text) : text;
  const problem = checkPattern[syntax](pattern);
  return problem === undefined
    ? { kind: 'pattern', syntax, field: field.name, pattern }
    : expected(path, problem, text);
}
