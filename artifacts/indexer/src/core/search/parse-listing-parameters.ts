import type { Entity, ListingParameter, ListingRoute } from '../entity.ts';
import { maxValues } from './check-filter-size.ts';
import { describeFields, type FieldInfo } from './describe-fields.ts';
import { collect, expected, invalid, isInvalid, listNames } from './invalid-request.ts';
import { parseValue } from './parse-value.ts';
import { takeOne, type UrlParameters } from './read-url-parameters.ts';
import type { Filter, InvalidRequest } from './search-request.ts';

/** By which parameters an entity is listed here. One about the route's own field could only contradict it. */
export function listParameters({ listing }: Entity, route?: ListingRoute): readonly string[] {
  const all = Object.entries(listing?.parameters ?? {});
  return all.filter(([, { field }]) => field !== route?.field).map(([name]) => name);
}

/** The conditions that are said by parameters, one filter for each field. */
export function parseListingParameters(
  given: UrlParameters,
  entity: Entity,
  route?: ListingRoute,
): readonly Filter[] | InvalidRequest {
  const fields = describeFields(entity);
  const filters = listParameters(entity, route).flatMap((name) => {
    const parameter = entity.listing?.parameters[name];
    const field = parameter && fields.get(parameter.field);
    const sent = given[name];
    if (!field || !sent) return [];
    const implied = route?.implied?.[name];
    if (implied === undefined) return [parseParameter(sent, { name, parameter, field })];
    return sent.length === 1 && sent[0] === implied ? [] : [expected(name, `\`${implied}\``, sent.join())];
  });
  const valid = collect(filters);
  return isInvalid(valid) ? valid : joinRanges(valid);
}

interface SentParameter {
  readonly name: string;
  readonly parameter: ListingParameter;
  readonly field: FieldInfo;
}

function parseParameter(sent: readonly string[], place: SentParameter): Filter | InvalidRequest {
  const { name, parameter, field } = place;
  if (parameter.form === 'repeated') return parseValues(sent, place);
  const text = takeOne(sent, name);
  if (isInvalid(text)) return text;
  if (parameter.form === 'commas') return parseValues(text.split(','), place);
  const value = parseValue(text, field, name);
  if (isInvalid(value)) return value;
  return { kind: 'range', field: field.name, bounds: parameter.form === 'from' ? { gte: value } : { lte: value } };
}

function parseValues(texts: readonly string[], { name, parameter, field }: SentParameter): Filter | InvalidRequest {
  if (texts.length > maxValues) return invalid(`Expected at most ${maxValues} of \`${name}\`, got ${texts.length}.`);
  const values = collect(
    texts.map((text) =>
      parameter.values && !parameter.values.includes(text)
        ? expected(name, `of ${listNames(parameter.values)}`, text)
        : parseValue(text, field, name),
    ),
  );
  return isInvalid(values) ? values : { kind: 'equals', field: field.name, values };
}

/** With several values in a field, one of them must be within both ends. */
function joinRanges(filters: readonly Filter[]): readonly Filter[] {
  const ranges = filters.filter((filter) => filter.kind === 'range');
  const joined = [...new Set(ranges.map(({ field }) => field))].map((field): Filter => {
    const bounds = ranges.filter((range) => range.field === field).map((range) => range.bounds);
    return { kind: 'range', field, bounds: Object.assign({}, ...bounds) };
  });
  return [...filters.filter(({ kind }) => kind !== 'range'), ...joined];
}
