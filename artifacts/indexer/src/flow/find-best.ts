import { parseJson, stringifyExactly } from '../core/exact-json.ts';
import { buildSearchBody } from '../core/search/build-search-body.ts';
import type { Spelling } from '../core/search/build-text-query.ts';
import type { PageEnd } from '../core/search/next-token.ts';
import { readSpelling } from '../core/search/read-spelling.ts';
import type { SearchRequest } from '../core/search/search-request.ts';
import { type Binding, toMarker } from '../core/search/sign.ts';
import { type FoundPage, toFoundPage } from '../core/search/to-found-page.ts';
import { askSearch, halfAnAnswer, mayPass, type NotAnswered } from './ask-search.ts';
import type { SendRequest } from './send-request.ts';

/** A request, and which page of what it is about. */
export interface Query {
  readonly request: SearchRequest;
  readonly binding: Binding;
  readonly preference: string;
  /** Where the page before ended; undefined: this is the first. */
  readonly place: PageEnd | undefined;
  readonly pitId: string | undefined;
}

export interface FoundBest {
  readonly kind: 'found';
  readonly page: FoundPage;
  readonly isApproximate: boolean;
  readonly didYouMean?: string | undefined;
  /** Why similar spellings were not looked for to the end. */
  readonly reason?: string | undefined;
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
  if (similar.kind === 'problem') return findNothing(first, { partial: mayPass(similar), reason: similar.reason });
  if (similar.page.response.total === 0) return findNothing(first, similar.page.response);
  return {
    ...similar,
    isApproximate: true,
    didYouMean: readSpelling(request.entity, similar.body, request.text),
  };
}

/** What was typed is not there, whatever became of the search for what is spelt like it; `partial`: that may have more. */
function findNothing(
  { page }: AnsweredPage,
  { partial, reason }: { readonly partial: boolean; readonly reason?: string | undefined },
): FoundBest {
  return { kind: 'found', page: { ...page, response: { ...page.response, partial } }, isApproximate: false, reason };
}

interface AnsweredPage {
  readonly kind: 'found';
  readonly page: FoundPage;
  readonly body: unknown;
}

async function findPage(query: Query, spelling: Spelling, send: SendRequest): Promise<AnsweredPage | NotAnswered> {
  const { request, binding, preference, place, pitId } = query;
  const marker = toMarker(binding);
  const searchAfter = place?.sortValues === undefined ? undefined : parseJson(place.sortValues);
  const from = searchAfter === undefined ? place?.shown : undefined;
  const reply = await askSearch(
    {
      method: 'POST',
      // A point in time knows its index and its copies of the shards; to name them again is refused.
      ...(pitId === undefined
        ? { path: `/${request.entity.index}/_search`, query: { preference } }
        : { path: '/_search' }),
      body: stringifyExactly(buildSearchBody({ request, spelling, marker, pitId, searchAfter, from })),
      isOfKept: place?.pitId !== undefined,
    },
    send,
  );
  if (reply.kind === 'problem') return reply;
  const page = toFoundPage(reply.body, { request, marker });
  return page ? { kind: 'found', page, body: reply.body } : halfAnAnswer;
}
