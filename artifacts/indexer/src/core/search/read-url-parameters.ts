import { isObject, member } from '../stream-event.ts';
import { invalid } from './invalid-request.ts';
import type { InvalidRequest } from './search-request.ts';

/** Values as sent, by name; a repeated parameter has several. */
export type UrlParameters = Readonly<Record<string, readonly string[]>>;

/** API Gateway sends two forms; only one of them shows a repeated parameter. */
export function readUrlParameters(event: unknown): UrlParameters {
  const several = member(event, 'multiValueQueryStringParameters');
  const single = member(event, 'queryStringParameters');
  const entries = isObject(several)
    ? Object.entries(several)
    : Object.entries(isObject(single) ? single : {}).map(([name, value]) => [name, [value]] as const);
  return Object.fromEntries(
    entries.map(([name, values]) => [
      name,
      (Array.isArray(values) ? values : []).filter((value): value is string => typeof value === 'string'),
    ]),
  );
}

/** The value in a list of one. */
export function takeOne(values: readonly string[], name: string): string | InvalidRequest {
  const [value] = values;
  const isOne = value !== undefined && values.length === 1;
  return isOne ? value : invalid(`Expected one \`${name}\`, got ${values.length}.`);
}

/** What is no integer stays as it came, to be refused. */
export function toInteger(text: string): unknown {
  return /^(?:0|[1-9][0-9]{0,8})$/.test(text) ? Number(text) : text;
}
