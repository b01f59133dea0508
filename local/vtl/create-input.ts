import { type JavaObject, type JavaValue, mapOf } from './java-value.ts';
import { parseJson } from './parse-json.ts';
import { printJson } from './print-value.ts';
import { readPath } from './read-path.ts';

/** `$input`. */
export type TemplateInput = JavaObject;

export interface RequestParams {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

/**
 * Makes `$input` for one request (or, in a response template, for the integration's answer). The body is parsed when
 * a template first asks for a path in it, and once. `params` are case-sensitive, as on API Gateway.
 */
export function createInput({ body, params }: { body: string; params: RequestParams }): TemplateInput {
  const payload = body === '' ? '{}' : body;
  let root: JavaValue | undefined;
  const read = (path: string) => {
    root ??= parseJson(payload);
    return readPath(root, path);
  };
  const call = (method: string, args: readonly JavaValue[]): JavaValue | undefined => {
    const [name] = args;
    if (method === 'params' && args.length === 0) return allParams(params);
    if (typeof name !== 'string' || args.length > 1) return undefined;
    if (method === 'path') return read(name) ?? null;
    if (method === 'params') return findParam(params, name);
    return method === 'json' ? jsonText(read(name)) : undefined;
  };
  const get = (property: string) => (property === 'body' ? payload : undefined);
  return { kind: 'object', get, call, print: () => '' };
}

/** A missing path gives two quotes. That is what is reported of API Gateway; nobody has recorded it there. */
const jsonText = (value: JavaValue | undefined): string => (value === undefined ? '""' : printJson(value, 'plain'));

function findParam({ path, querystring, header }: RequestParams, name: string): JavaValue {
  for (const place of [path, querystring, header]) if (Object.hasOwn(place, name)) return place[name] ?? null;
  return null;
}

function allParams({ path, querystring, header }: RequestParams): JavaValue {
  const places = { path, querystring, header };
  return mapOf(new Map(Object.entries(places).map(([name, place]) => [name, mapOf(new Map(Object.entries(place)))])));
}
