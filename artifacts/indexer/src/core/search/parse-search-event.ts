import type { Entity } from '../entity.ts';
import { isObject, member } from '../stream-event.ts';
import { checkNames } from './check-names.ts';
import { parseQueryText } from './complete-request.ts';
import { findListed } from './find-listed.ts';
import { collectMembers, expected, invalid, isInvalid, show } from './invalid-request.ts';
import { parseInteger } from './parse-integer.ts';
import { parseSearchBody } from './parse-search-body.ts';
import { parseSearchParameters } from './parse-search-parameters.ts';
import { readUrlParameters, takeOne, toInteger, type UrlParameters } from './read-url-parameters.ts';
import type { InvalidRequest, SearchRequest, SuggestRequest } from './search-request.ts';

/** What a request to the search function asks for. */
export type Asked =
  | { readonly kind: 'search'; readonly request: SearchRequest }
  | { readonly kind: 'suggest'; readonly request: SuggestRequest }
  | { readonly kind: 'status' }
  | InvalidRequest
  | { readonly kind: 'unsupported-media-type' };

/** Reads an event of API Gateway's REST proxy integration. Nothing that it may hold makes this throw. */
export function parseSearchEvent(event: unknown, searched: readonly Entity[]): Asked {
  const resource = member(event, 'resource');
  if (resource === '/status') return { kind: 'status' };
  const given = readUrlParameters(event);
  if (resource === '/suggest') {
    const request = parseSuggest(given);
    return isInvalid(request) ? request : { kind: 'suggest', request };
  }
  const isByBody = member(event, 'httpMethod') === 'POST';
  if (isByBody && !isJson(event)) return { kind: 'unsupported-media-type' };
  const request = isByBody ? parsePosted(event, given, searched) : parseListed(event, given, searched);
  return isInvalid(request) ? request : { kind: 'search', request };
}

function parsePosted(
  event: unknown,
  given: UrlParameters,
  searched: readonly Entity[],
): SearchRequest | InvalidRequest {
  const [name] = Object.keys(given);
  if (name === undefined) return parseSearchBody(event, searched);
  return invalid(`Expected all that is searched for in the body, got the parameter ${show(name)}.`);
}

function parseListed(
  event: unknown,
  given: UrlParameters,
  searched: readonly Entity[],
): SearchRequest | InvalidRequest {
  const listed = findListed(event, searched);
  return listed
    ? parseSearchParameters(given, listed, searched)
    : expected('resource', 'a path that lists something', member(event, 'resource'));
}

function parseSuggest(given: UrlParameters): SuggestRequest | InvalidRequest {
  const unknown = checkNames(Object.keys(given), ['q', 'limit']);
  if (unknown) return unknown;
  const sent = collectMembers({
    q: takeOne(given.q ?? [''], 'q'),
    limit: given.limit && takeOne(given.limit, 'limit'),
  });
  if (isInvalid(sent)) return sent;
  const limit = sent.limit === undefined ? undefined : toInteger(sent.limit);
  const parts = collectMembers({
    text: parseQueryText(sent.q),
    limit: parseInteger(limit, 'limit', { min: 1, max: 20, absent: 8 }),
  });
  if (isInvalid(parts)) return parts;
  return parts.text === undefined ? expected('q', 'text to complete', sent.q) : { ...parts, text: parts.text };
}

/** Without a content type API Gateway takes JSON to be meant. Header names come as they were sent. */
function isJson(event: unknown): boolean {
  const headers = member(event, 'headers');
  const entries = Object.entries(isObject(headers) ? headers : {});
  const [, type = 'application/json'] = entries.find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  return /^\s*application\/json\s*(?:;|$)/i.test(String(type));
}
