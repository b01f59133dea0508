import { parse } from 'lossless-json';
import { buildSearchQuery } from '../core/build-search-query.ts';
import type { Entity } from '../core/entity.ts';
import { IndexerError } from '../core/errors.ts';
import { invalidRequest, type Problem, unavailable } from '../core/http-answer.ts';
import { parseSearchRequest } from '../core/parse-search-request.ts';
import { type SearchResponse, toSearchResponse } from '../core/to-search-response.ts';
import type { SendRequest } from './send-request.ts';

export type Answer<Response> =
  | { readonly kind: 'found'; readonly response: Response }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly reason?: string };

/** Answers `GET /search` from one entity's index. Throws only for a fault of ours or of the deployment. */
export async function answerSearch(event: unknown, entity: Entity, send: SendRequest): Promise<Answer<SearchResponse>> {
  const request = parseSearchRequest(event);
  if ('detail' in request) return { kind: 'problem', problem: invalidRequest(request.detail) };
  const body = JSON.stringify(buildSearchQuery(entity, request));
  const reply = await send({ method: 'POST', path: `/${entity.index}/_search`, body });
  if (reply.kind === 'none') return unavailableBecause(reply.reason);
  if (reply.status === 200) {
    const response = toSearchResponse(entity, parse(reply.text));
    return response ? { kind: 'found', response } : unavailableBecause('partial answer');
  }
  // How many words a text has is known only to the analyzer: for Chinese, each character is one.
  if (/too_many_(?:nested_)?clauses/.test(reply.text)) {
    return { kind: 'problem', problem: invalidRequest('Expected `q` to have fewer words, got too many.') };
  }
  if (reply.status === 429 || reply.status >= 500) return unavailableBecause(String(reply.status));
  throw new IndexerError(
    codeOf(reply.status),
    `Expected OpenSearch to search \`${entity.index}\`, got ${reply.status}.`,
  );
}

function unavailableBecause(reason: string): Answer<SearchResponse> {
  return { kind: 'problem', problem: unavailable, reason };
}

function codeOf(status: number) {
  if (status === 401 || status === 403) return 'search.forbidden';
  return status === 404 ? 'search.index-missing' : 'search.request-refused';
}
