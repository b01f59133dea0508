import { badRequest, GatewayError } from './gateway-error.ts';

export type Values = Readonly<Record<string, string>>;
export type MultiValues = Readonly<Record<string, readonly string[]>>;

/** A request as the integrations see it; of repeated headers and query parameters, the single values hold the last. */
export interface ClientRequest {
  readonly method: string;
  /** As it came: not decoded, without the query. */
  readonly path: string;
  readonly params: { readonly path: Values; readonly querystring: Values; readonly header: Values };
  readonly multiValueQuery: MultiValues;
  /** Names in the case in which they came. */
  readonly multiValueHeaders: MultiValues;
  readonly body: string;
  readonly sourceIp: string;
  readonly protocol: string;
}

export interface RawRequest {
  readonly method: string;
  /** Request target: path and query. */
  readonly url: string;
  /** Names and values in turn, as Node gives them. */
  readonly rawHeaders: readonly string[];
  /** Decoded. */
  readonly pathParameters: Values;
  readonly body: Uint8Array;
  readonly sourceIp: string;
  readonly httpVersion: string;
}

/**
 * Reads what can be read. `fault` says what the client is told when the query or the body is not of the expected
 * encoding; that part is empty then.
 */
export function readRequest(raw: RawRequest): {
  readonly request: ClientRequest;
  readonly fault?: GatewayError | undefined;
} {
  const [path, target] = splitTarget(raw.url);
  const query = readQuery(target);
  const body = decodeBody(raw.body);
  const multiValueQuery = collect(query ?? []);
  const multiValueHeaders = collect(pairUp(raw.rawHeaders));
  const request = {
    method: raw.method,
    path,
    params: { path: raw.pathParameters, querystring: lastOf(multiValueQuery), header: lastOf(multiValueHeaders) },
    multiValueQuery,
    multiValueHeaders,
    body: body ?? '',
    sourceIp: raw.sourceIp,
    protocol: `HTTP/${raw.httpVersion}`,
  };
  if (query === undefined) return { request, fault: badRequest() };
  return { request, fault: body === undefined ? encodingError() : undefined };
}

/** The value of exactly that name; inherited properties are none. */
export function findValue<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** A header of the request by its name in any case; the last of several. */
export function findHeader(headers: Values, name: string): string | undefined {
  const key = Object.keys(headers).findLast((each) => each.toLowerCase() === name);
  return key === undefined ? undefined : headers[key];
}

function splitTarget(url: string): [path: string, query: string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

/**
 * Undefined when it is refused. `;` splits, and `|{}` must be encoded:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
function readQuery(query: string): [string, string][] | undefined {
  if (/[|{}]/.test(query)) return undefined;
  const parts = query.split(/[&;]/).filter((part) => part !== '');
  try {
    return parts.map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    });
  } catch {
    return undefined;
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined when it is not UTF-8. */
function decodeBody(body: Uint8Array): string | undefined {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}

function encodingError(): GatewayError {
  return new GatewayError('BAD_REQUEST_BODY', 'Invalid request body', {
    validationErrors: '[Expected the body to be UTF-8]',
  });
}

function pairUp(flat: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) pairs.push([flat[index] ?? '', flat[index + 1] ?? '']);
  return pairs;
}

// Without a prototype: clients choose these names, `__proto__` among them.
function collect(pairs: readonly [string, string][]): MultiValues {
  const values: Record<string, string[]> = Object.create(null);
  for (const [name, value] of pairs) {
    const known = values[name];
    if (known) known.push(value);
    else values[name] = [value];
  }
  return values;
}

function lastOf(multiValues: MultiValues): Values {
  const values: Record<string, string> = Object.create(null);
  for (const name of Object.keys(multiValues)) values[name] = multiValues[name]?.at(-1) ?? '';
  return values;
}
