import { parse, stringify } from 'lossless-json';
import { toMarker } from '../core/search/build-highlights.ts';
import { buildSearchBody } from '../core/search/build-search-body.ts';
import type { Spelling } from '../core/search/build-text-query.ts';
import type { Place, TokenBinding } from '../core/search/next-token.ts';
import { readSpelling } from '../core/search/read-spelling.ts';
import type { SearchRequest } from '../core/search/search-request.ts';
import { type FoundPage, toFoundPage } from '../core/search/to-found-page.ts';
import { askSearch, halfAnAnswer, type NotAnswered } from './ask-search.ts';
import type { SendRequest } from './send-request.ts';

/** A request, and which page of what it is about. */
export interface Query {
  readonly request: SearchRequest;
  readonly binding: TokenBinding;
  readonly preference: string;
  /** Where the page before ended; undefined: this is the first. */
  readonly place: Place | undefined;
  readonly pitId: string | undefined;
}

export interface FoundBest {
  readonly kind: 'found';
  readonly page: FoundPage;
  readonly isApproximate: boolean;
  readonly didYouMean?: string | undefined;
}

/** Words as they were typed. Only when they find nothing at all, words that are spelt like them. */
export async function findBest(query: Query, send: SendRequest): Promise<FoundBest | NotAnswered> {
  const { request, place } = query;
  const isApproximate = place?.isApproximate ?? false;
  const first = await findPage(query, isApproximate ? 'similar' : 'typed', send);
  if (first.kind === 'problem') return first;
  const { total, partial } = first.page.response;
  // A part of the index that found nothing says nothing about the rest.
  const isNothing = total === 0 && !partial && place === undefined;
  if (request.text === undefined || !isNothing) return { ...first, isApproximate };
  const similar = await findPage(query, 'similar', send);
  if (similar.kind === 'problem') return similar;
  const didYouMean = readSpelling(request.entity, similar.body, request.text);
  const isFound = similar.page.response.total > 0;
  return { ...(isFound ? similar : first), isApproximate: isFound, didYouMean };
}

interface Found {
  readonly kind: 'found';
  readonly page: FoundPage;
  readonly body: unknown;
}

async function findPage(query: Query, spelling: Spelling, send: SendRequest): Promise<Found | NotAnswered> {
  const { request, binding, preference, place, pitId } = query;
  const marker = toMarker(binding);
  const searchAfter = place?.sortValues === undefined ? undefined : parse(place.sortValues);
  const from = searchAfter === undefined ? place?.shown : undefined;
  const reply = await askSearch(
    {
      method: 'POST',
      // A point in time knows its index and its copies of the shards; to name them again is refused.
      ...(pitId === undefined
        ? { path: `/${request.entity.index}/_search`, query: { preference } }
        : { path: '/_search' }),
      body: stringify(buildSearchBody({ request, spelling, marker, pitId, searchAfter, from })) ?? '',
      isOfKept: place?.pitId !== undefined,
    },
    send,
  );
  if (reply.kind === 'problem') return reply;
  const page = toFoundPage(reply.body, { request, marker });
  return page ? { kind: 'found', page, body: reply.body } : halfAnAnswer;
}
