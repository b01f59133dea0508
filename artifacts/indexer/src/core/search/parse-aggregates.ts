import { isObject } from '../stream-event.ts';
import type { FieldInfo, FieldMap } from './describe-fields.ts';
import { collectMembers, expected, invalid, isInvalid, listNames } from './invalid-request.ts';
import { parseInteger } from './parse-integer.ts';
import type { Aggregate, InvalidRequest } from './search-request.ts';

const maxAggregates = 20;
const defaultSize = 10;
const maxSize = 100;
const kinds = ['terms', 'avg', 'min', 'max', 'sum', 'cardinality'] as const;

type Kind = Aggregate['kind'];

/** By a name of the caller's, one way to count or calculate: `{"dearest": {"max": {"field": "price"}}}`. */
export function parseAggregates(
  value: unknown,
  fields: FieldMap,
): Readonly<Record<string, Aggregate>> | InvalidRequest {
  if (value === undefined) return {};
  if (!isObject(value)) return expected('aggregates', 'an object', value);
  const names = Object.keys(value);
  if (names.length > maxAggregates) {
    return invalid(`Expected at most ${maxAggregates} \`aggregates\`, got ${names.length}.`);
  }
  const odd = names.find((name) => !/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name));
  if (odd !== undefined) {
    return expected('aggregates', 'named by a letter and up to 63 letters, digits, `_` and `-`', odd);
  }
  return collectMembers(
    Object.fromEntries(names.map((name) => [name, parseAggregate(value[name], fields, `aggregates.${name}`)])),
  );
}

function parseAggregate(value: unknown, fields: FieldMap, path: string): Aggregate | InvalidRequest {
  const [name, ...others] = isObject(value) ? Object.keys(value) : [];
  const kind = kinds.find((one) => one === name);
  if (!isObject(value) || kind === undefined || others.length > 0) {
    return expected(path, `an object with one of ${listNames(kinds)}`, value);
  }
  const given = value[kind];
  const accepted = kind === 'terms' ? ['field', 'size'] : ['field'];
  if (!isObject(given) || Object.keys(given).some((member) => !accepted.includes(member))) {
    return expected(
      `${path}.${kind}`,
      `an object with ${accepted.map((member) => `\`${member}\``).join(' and ')}`,
      given,
    );
  }
  const fit = [...fields.values()].filter((field) => isFit(kind, field)).map((field) => field.name);
  const field = fit.find((one) => one === given.field);
  if (field === undefined) return expected(`${path}.${kind}.field`, `one of ${listNames(fit)}`, given.field);
  if (kind !== 'terms') return { kind, field };
  const size = parseInteger(given.size, `${path}.terms.size`, { min: 1, max: maxSize, absent: defaultSize });
  return isInvalid(size) ? size : { kind, field, size };
}

/** A sum of times says nothing; the first and the last of them do. */
function isFit(kind: Kind, field: FieldInfo): boolean {
  switch (kind) {
    case 'avg':
    case 'sum':
      return field.kind === 'number';
    case 'min':
    case 'max':
      return field.kind === 'number' || field.kind === 'date';
    default:
      return field.exact !== undefined;
  }
}
