import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './contract.ts';
import { createProblem, type Problem, readProblem } from './problem.ts';

export type Api = Client<paths>;

/** What came of a request: the data, or why there are none. */
export type Reply<Data> =
  | { readonly isOk: true; readonly data: Data }
  | { readonly isOk: false; readonly problem: Problem };

export interface Access {
  readonly origin: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Empty: none. */
  readonly key: string;
}

export interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** API Gateway gives up after 29 s: what came by then came, what comes later is not heard by anybody. */
const timeoutMs = 30_000;

/**
 * Sends one request and gives every way it can end as a value. Only an abort by the caller throws: nobody waits for it then.
 */
export async function ask<Data>(
  access: Access,
  signal: AbortSignal,
  send: (api: Api, signal: AbortSignal) => Promise<Answered<Data>>,
): Promise<Reply<Data>> {
  const ended = new AbortController();
  const late = new AbortController();
  access.pause(timeoutMs, ended.signal).then(
    () => late.abort(),
    () => undefined,
  );
  try {
    const { data, error, response } = await send(connect(access), AbortSignal.any([signal, late.signal]));
    // `data` of a success without a body is undefined, which is what its type says.
    if (response.ok) return { isOk: true, data: data as Data };
    return { isOk: false, problem: readProblem(response.status, error, response.headers.get('Retry-After')) };
  } catch {
    signal.throwIfAborted();
    return { isOk: false, problem: createProblem(late.signal.aborted ? 'answer-late' : 'no-answer') };
  } finally {
    ended.abort();
  }
}

function connect({ origin, fetch, key }: Access): Api {
  return createClient<paths>({
    baseUrl: `${origin}/api`,
    fetch,
    ...(key === '' ? {} : { headers: { 'x-api-key': key } }),
  });
}
