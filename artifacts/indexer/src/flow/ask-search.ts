import { IndexerError } from '../core/errors.ts';
import { parseJson } from '../core/exact-json.ts';
import { invalidRequest, type Problem, unavailable } from '../core/http-answer.ts';
import type { OpenSearchReply, OpenSearchRequest, SendRequest } from './send-request.ts';

/** What kept a search from being answered, for its caller and for the log. */
export interface NotAnswered {
  readonly kind: 'problem';
  readonly problem: Problem;
  readonly reason?: string | undefined;
}

/** `body`: the answer, its numbers as they stand in it. */
export type SearchReply = { readonly kind: 'reply'; readonly body: unknown } | NotAnswered;

export interface SearchQuestion extends OpenSearchRequest {
  /** It is about a point in time that a page before it was from. */
  readonly isOfKept?: boolean;
}

const keptIsOver =
  'Expected `next` within a minute of the page before, as `stable` is kept no longer, got it later, after its last page, or after a rebuild: begin again without it.';

/** What only OpenSearch can tell about a request that is of the right form, by a word of its answer. */
const refusals: readonly (readonly [word: RegExp, detail: string])[] = [
  // How many words a text has is known only to the analyzer: for Chinese, each character is one.
  [/too_many_(?:nested_)?clauses/, 'Expected `q` or the texts of `filter` to have fewer words, got too many.'],
  [
    /too_complex_to_determinize|more than \d+ (?:effort|states)/,
    'Expected a simpler pattern, got one that is too complex.',
  ],
];

/** Sends a search. Throws only for a fault of ours or of the deployment. */
export async function askSearch(question: SearchQuestion, send: SendRequest): Promise<SearchReply> {
  const { isOfKept = false, ...request } = question;
  const reply = await send(request);
  if (reply.kind === 'none') return unavailableBecause(reply.reason);
  if (reply.status === 200) return readReply(reply.text);
  // What was kept has expired, or its index has been replaced: neither comes back.
  if (reply.status === 404 && isOfKept) return { kind: 'problem', problem: invalidRequest(keptIsOver) };
  const refusal = refusals.find(([word]) => word.test(reply.text));
  if (refusal) return { kind: 'problem', problem: invalidRequest(refusal[1]) };
  // An index that is not there is being made anew: writes go on without it, and searches come back with it.
  if ([404, 429].includes(reply.status) || reply.status >= 500) return unavailableBecause(String(reply.status));
  throw toError(request, reply);
}

function readReply(text: string): SearchReply {
  try {
    return { kind: 'reply', body: parseJson(text) };
  } catch {
    // A connection that ended early, or somebody in between who answers for OpenSearch.
    return halfAnAnswer;
  }
}

/** Whether the same search may be answered later: nothing is wrong with it. */
export function mayPass({ problem }: NotAnswered): boolean {
  return problem.status === unavailable.status;
}

export const halfAnAnswer: NotAnswered = { kind: 'problem', problem: unavailable, reason: 'half an answer' };

export function unavailableBecause(reason: string): NotAnswered {
  return { kind: 'problem', problem: unavailable, reason };
}

function toError({ method, path }: OpenSearchRequest, { status }: Extract<OpenSearchReply, { kind: 'reply' }>) {
  const code = status === 401 || status === 403 ? 'search.forbidden' : 'search.request-refused';
  return new IndexerError(code, `Expected OpenSearch to accept ${method} ${path}, got ${status}.`);
}
