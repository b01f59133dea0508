import { type Answer, type AnswerHeaders, setHeader } from './answer.ts';
import { timeoutError } from './call-dynamodb.ts';
import { GatewayError } from './gateway-error.ts';

/** Runs a Lambda function; rejects when it did not answer. */
export type InvokeFunction = (event: unknown) => Promise<unknown>;

/** Invokes the function and turns its result into an answer. Rejects with a GatewayError: 502, or 504 after the timeout. */
export async function callFunction(invoke: InvokeFunction, event: unknown, timeoutMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timeoutError(new Error(`no result within ${timeoutMs} ms`))), timeoutMs);
  });
  try {
    return toAnswer(await Promise.race([invoke(event), timeout]));
  } catch (cause) {
    throw cause instanceof GatewayError ? cause : functionError(cause);
  } finally {
    clearTimeout(timer);
  }
}

function functionError(cause: unknown): GatewayError {
  return new GatewayError('DEFAULT_5XX', 'Internal server error', { status: 502, cause });
}

const knownKeys = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/** Nothing is mandatory, but nothing else is allowed, and what is there has its type. */
function toAnswer(result: unknown): Answer {
  if (!isRecord(result)) throw malformed('an object', result);
  const unknown = Object.keys(result).find((key) => !knownKeys.has(key));
  if (unknown !== undefined) throw malformed(`only ${[...knownKeys].join(', ')}`, unknown);
  const body = result.body ?? '';
  if (typeof body !== 'string') throw malformed('a body of text', body);
  const headers: AnswerHeaders = new Map();
  setHeader(headers, 'Content-Type', 'application/json');
  for (const [name, value] of Object.entries(readHeaders(result))) setFunctionHeader(headers, name, value);
  const status = readStatus(result.statusCode ?? 200);
  return { status, headers, body: status === 204 || status === 304 ? '' : body };
}

function readStatus(value: unknown): number {
  const isWhole = typeof value === 'number' || (typeof value === 'string' && /^\d{3}$/.test(value));
  const status = isWhole ? Number(value) : Number.NaN;
  if (!Number.isInteger(status) || status < 200 || status > 599) throw malformed('a statusCode from 200 to 599', value);
  return status;
}

/** Both kinds in one, without repeated values; of the same name, the list wins. */
function readHeaders({ headers, multiValueHeaders }: Readonly<Record<string, unknown>>): Record<string, string[]> {
  const merged = new Map<string, string[]>();
  for (const [name, value] of entriesOf(headers)) merged.set(name, [headerText(value)]);
  for (const [name, values] of entriesOf(multiValueHeaders)) {
    if (!Array.isArray(values)) throw malformed(`a list of values of the header ${name}`, values);
    merged.set(name, values.map(headerText));
  }
  return Object.fromEntries(merged);
}

function entriesOf(value: unknown): [string, unknown][] {
  if (value === null || value === undefined) return [];
  if (!isRecord(value)) throw malformed('headers by name', value);
  return Object.entries(value);
}

function headerText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'boolean') throw malformed('a header of text', value);
  return String(value);
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
const dropped = new Set([
  'expect',
  'host',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'via',
  'content-length',
]);
const remapped = new Set([
  'authorization',
  'connection',
  'content-md5',
  'date',
  'max-forwards',
  'server',
  'user-agent',
  'www-authenticate',
]);

function setFunctionHeader(headers: AnswerHeaders, name: string, values: readonly string[]): void {
  const key = name.toLowerCase();
  if (dropped.has(key)) return;
  setHeader(headers, remapped.has(key) ? `X-Amzn-Remapped-${name}` : name, values);
}

function malformed(expected: string, got: unknown): GatewayError {
  return functionError(
    new Error(`Malformed Lambda proxy response: expected ${expected}, got ${JSON.stringify(got)?.slice(0, 100)}`),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
