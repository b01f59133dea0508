import { type ErrorCode, IndexerError } from '../core/errors.ts';
import { toRecord } from '../core/exact-json.ts';
import { type OpenSearchReply, type OpenSearchRequest, parseBody, type SendRequest } from './send-request.ts';

export interface OpenSearchAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Any 2xx, or an error of one of the expected types or statuses. Everything else throws. */
export async function askOpenSearch(
  request: OpenSearchRequest,
  send: SendRequest,
  expected: readonly (string | number)[] = [],
): Promise<OpenSearchAnswer> {
  const reply = await send(request);
  const at = `${request.method} ${request.path}`;
  if (reply.kind === 'none')
    throw new IndexerError('search.unavailable', `Expected an answer to ${at}, got ${reply.reason}.`);
  const body = toRecord(parseBody(reply.text));
  const type = toRecord(body.error).type;
  const isSuccess = reply.status >= 200 && reply.status <= 299;
  if (isSuccess || expected.includes(reply.status) || expected.includes(String(type)))
    return { status: reply.status, body };
  const reason = String(type ?? body.message ?? body.error ?? 'without a reason');
  throw new IndexerError(codeOf(reply), `Expected OpenSearch to accept ${at}, got ${reply.status} ${reason}.`);
}

function codeOf({ status }: Extract<OpenSearchReply, { kind: 'reply' }>): ErrorCode {
  if (status === 401 || status === 403) return 'search.forbidden';
  return status === 429 || status >= 500 ? 'search.unavailable' : 'search.request-refused';
}
