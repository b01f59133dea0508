import { stringifyExactly } from '../core/exact-json.ts';
import { invalidRequest } from '../core/http-answer.ts';
import { isByRelevance } from '../core/search/build-sort.ts';
import { type PageEnd, parseNextToken, toNextToken } from '../core/search/next-token.ts';
import type { SearchRequest } from '../core/search/search-request.ts';
import type { SearchResponse } from '../core/search/search-response.ts';
import { toFingerprint, toPreference } from '../core/search/to-fingerprint.ts';
import type { NotAnswered } from './ask-search.ts';
import { type AwaitKnownDependencies, awaitKnown, type Consistency } from './await-known.ts';
import { type FoundBest, findBest, type Query } from './find-best.ts';
import { closePointInTime, openPointInTime } from './point-in-time.ts';

/** `reason`: what the log is told and the caller is not. */
export type Answer<Response> =
  | { readonly kind: 'found'; readonly response: Response; readonly reason?: string | undefined }
  | NotAnswered;

export interface SearchDependencies extends AwaitKnownDependencies {
  /** Known to nobody else: it tells our `next` from what somebody made up. */
  readonly tokenSecret: string;
}

/** Answers a search from one entity's index. Throws only for a fault of ours or of the deployment. */
export async function answerSearch(
  request: SearchRequest,
  dependencies: SearchDependencies,
): Promise<Answer<SearchResponse>> {
  const fingerprint = toFingerprint(request);
  const binding = { fingerprint, secret: dependencies.tokenSecret };
  const place = request.next === undefined ? undefined : parseNextToken(request.next, binding);
  if (request.next !== undefined && place === undefined) return { kind: 'problem', problem: foreignToken };
  if (place !== undefined && isTooDeep(place, request)) return { kind: 'problem', problem: tooDeep };
  const query = { request, binding, preference: toPreference(fingerprint), place, pitId: place?.pitId };
  const consistency = await checkKnown(query, dependencies);
  const answer = await (request.isStable ? answerStable(query, dependencies) : answerPage(query, dependencies));
  if (answer.kind === 'problem' || consistency === undefined) return answer;
  // What was there to be seen may be in the part that did not answer.
  const isConsistent = consistency.isConsistent && !answer.response.partial;
  return {
    ...answer,
    response: { ...answer.response, consistent: isConsistent },
    ...('reason' in consistency && { reason: consistency.reason }),
  };
}

const foreignToken = invalidRequest(
  'Expected `next` of the page before, with everything else as it was there, got one of another search or of nobody.',
);

/** So far OpenSearch counts through what it has found (`index.max_result_window`). */
const maxCounted = 10_000;
const tooDeep = invalidRequest(
  `Expected a page of the first ${maxCounted} results, as pages by relevance, or by very long texts, lead no further, got one beyond: begin again with a \`sort\` or \`stable=true\`.`,
);

/** Counting, it asks for one more than it shows. */
function isTooDeep({ shown, sortValues }: PageEnd, { limit }: SearchRequest): boolean {
  return sortValues === undefined && shown + limit + 1 > maxCounted;
}

async function checkKnown(query: Query, dependencies: SearchDependencies): Promise<Consistency | undefined> {
  const { after, waitMs } = query.request;
  if (after.length === 0) return undefined;
  // What is kept since the first page does not change: to wait for it would be in vain.
  if (query.pitId !== undefined) return { isConsistent: false, reason: 'point in time' };
  return awaitKnown(after, { preference: query.preference, waitMs }, dependencies);
}

/** All pages from one point in time: opened for the first, closed after the last, or when nobody gets to know of it. */
async function answerStable(query: Query, dependencies: SearchDependencies): Promise<Answer<SearchResponse>> {
  const { request, preference, pitId } = query;
  const opened = pitId === undefined ? await openPointInTime(request.entity, preference, dependencies.send) : { pitId };
  if ('problem' in opened) return opened;
  // A page that failed can be asked for again, but for the first: its caller has no token.
  let isOver = pitId === undefined;
  try {
    const answer = await answerPage({ ...query, pitId: opened.pitId }, dependencies);
    if (answer.kind === 'found') isOver = isLastPage(answer.response, pitId);
    return answer;
  } finally {
    if (isOver) await closePointInTime(opened.pitId, dependencies.send);
  }
}

/** Behind a page that was cut off there may be more: it can be asked for again as long as what it is of is kept. */
function isLastPage({ next, partial }: SearchResponse, pitId: string | undefined): boolean {
  return next === undefined && (!partial || pitId === undefined);
}

async function answerPage(query: Query, { send }: SearchDependencies): Promise<Answer<SearchResponse>> {
  const best = await findBest(query, send);
  if (best.kind === 'problem') return best;
  const { reason } = best;
  return { kind: 'found', response: toResponse(best, query), ...(reason !== undefined && { reason }) };
}

function toResponse(
  { page, isApproximate, didYouMean }: FoundBest,
  { request, binding, place }: Query,
): SearchResponse {
  const { lastSortValues, pitId, response } = page;
  // Every write moves all scores a little: outside of a point in time, the last one tells no place.
  const hasPlace = pitId !== undefined || !isByRelevance(request);
  const end = lastSortValues !== undefined && {
    shown: (place?.shown ?? 0) + response.results.length,
    sortValues: hasPlace ? stringifyExactly(lastSortValues) : undefined,
    pitId,
    isApproximate,
  };
  return {
    ...response,
    ...(end && { next: toNextToken(end, binding) }),
    ...(isApproximate && { approximate: true }),
    ...(didYouMean !== undefined && { didYouMean }),
  };
}
