import { type ErrorCode, IndexerError } from '../core/errors.ts';

export interface OpenSearchRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON text, or NDJSON for `_bulk`. */
  readonly body?: string;
  /** How long its answer may take at most; the time that is left bounds it as well. */
  readonly timeoutMs?: number;
}

/** Any HTTP answer, whatever its status; or why there is none: a timeout, a reset, no time left. */
export type OpenSearchReply =
  | { readonly kind: 'reply'; readonly status: number; readonly text: string }
  | { readonly kind: 'none'; readonly reason: string };

/** Sends once: no retries. Throws only when the client itself is misconfigured. */
export type SendRequest = (request: OpenSearchRequest) => Promise<OpenSearchReply>;

/** The body as JSON; undefined when it is none. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half an answer is no answer: whoever asked finds nothing in it and does not count it as done.
    return undefined;
  }
}

/** The code under which a status fails the whole invocation; undefined when a retry may help. */
export function fatalCodeOf(status: number, text: string): ErrorCode | undefined {
  // A full disk, say: answered with 403 too, but it passes.
  if (/cluster_block_exception|index_create_block_exception/.test(text)) return undefined;
  if (status === 401 || status === 403) return 'search.forbidden';
  if (status === 404) return 'search.index-missing';
  if (status === 400) return 'search.request-refused';
  return undefined;
}

/** Throws what no retry can put right; anything else is left to the caller. */
export function throwIfFatal(request: OpenSearchRequest, reply: OpenSearchReply): void {
  if (reply.kind === 'none') return;
  const code = fatalCodeOf(reply.status, reply.text);
  if (code === undefined) return;
  throw new IndexerError(code, `Expected OpenSearch to accept ${request.method} ${request.path}, got ${reply.status}.`);
}
