import type { Entity } from '../core/entity.ts';
import { toRecord } from '../core/exact-json.ts';
import { readHits } from '../core/read-hits.ts';
import { buildSuggestBody } from '../core/search/build-suggest-body.ts';
import type { Spelling } from '../core/search/build-text-query.ts';
import { findMainField } from '../core/search/find-main-field.ts';
import { isPartial } from '../core/search/is-partial.ts';
import { mergeSuggestions } from '../core/search/merge-suggestions.ts';
import { joinId } from '../core/search/public-id.ts';
import type { SuggestRequest } from '../core/search/search-request.ts';
import type { Suggestion } from '../core/search/search-response.ts';
import type { Answer } from './answer-search.ts';
import { askSearch, halfAnAnswer, mayPass, type NotAnswered } from './ask-search.ts';
import type { SendRequest } from './send-request.ts';

export interface SuggestDependencies {
  /** Whose names are suggested, in the order in which they take turns. */
  readonly entities: readonly Entity[];
  readonly send: SendRequest;
}

export interface Suggestions {
  readonly suggestions: readonly Suggestion[];
  /** An index ran out of time, or a shard did not answer. */
  readonly partial: boolean;
}

/**
 * Completes what somebody types. Only when nothing at all is called like it, similar spellings are looked for; a part of an
 * index that has nothing says nothing about the rest. Throws only for a fault of ours or of the deployment.
 */
export async function answerSuggest(
  request: SuggestRequest,
  dependencies: SuggestDependencies,
): Promise<Answer<Suggestions>> {
  const typed = await complete(request, 'typed', dependencies);
  if (typed.kind === 'problem' || typed.response.suggestions.length > 0 || typed.response.partial) return typed;
  const similar = await complete(request, 'similar', dependencies);
  if (similar.kind === 'found') return similar;
  return { ...typed, response: { ...typed.response, partial: mayPass(similar) }, reason: similar.reason };
}

async function complete(
  request: SuggestRequest,
  spelling: Spelling,
  { entities, send }: SuggestDependencies,
): Promise<Answer<Suggestions>> {
  const found = await Promise.all(entities.map((entity) => completeIn(entity, { ...request, spelling }, send)));
  const completed: Suggestions[] = [];
  for (const one of found) {
    if ('problem' in one) return one;
    completed.push(one);
  }
  const lists = completed.map(({ suggestions }) => suggestions);
  const partial = completed.some((one) => one.partial);
  return { kind: 'found', response: { suggestions: mergeSuggestions(lists, request), partial } };
}

async function completeIn(
  entity: Entity,
  completion: SuggestRequest & { readonly spelling: Spelling },
  send: SendRequest,
): Promise<Suggestions | NotAnswered> {
  const field = findMainField(entity);
  if (field === undefined) return { suggestions: [], partial: false };
  const body = JSON.stringify(buildSuggestBody(entity, field, completion));
  const reply = await askSearch({ method: 'POST', path: `/${entity.index}/_search`, body }, send);
  if (reply.kind === 'problem') return reply;
  const hits = readHits(reply.body);
  if (!hits) return halfAnAnswer;
  const suggestions = hits.map(({ _source }) => {
    const source = toRecord(_source);
    return { type: entity.name, id: joinId(entity, source), text: String(source[field]) };
  });
  return { suggestions, partial: isPartial(reply.body) };
}
