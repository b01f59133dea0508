import type { Entity } from '../core/entity.ts';
import { toRecord, toText } from '../core/exact-json.ts';
import { pitKeepAlive } from '../core/search/build-search-body.ts';
import { askSearch, type NotAnswered, unavailableBecause } from './ask-search.ts';
import type { SendRequest } from './send-request.ts';

/**
 * Keeps the index as it is now for the pages of one search. How many there are at once is bounded by OpenSearch
 * (`search.max_open_pit_context`): one more is refused like any other overload.
 */
export async function openPointInTime(
  { index }: Entity,
  preference: string,
  send: SendRequest,
): Promise<{ readonly kind: 'open'; readonly pitId: string } | NotAnswered> {
  const query = { keep_alive: pitKeepAlive, preference, allow_partial_pit_creation: 'false' };
  const reply = await askSearch({ method: 'POST', path: `/${index}/_search/point_in_time`, query }, send);
  if (reply.kind === 'problem') return reply;
  const pitId = toText(toRecord(reply.body).pit_id);
  return pitId === '' ? unavailableBecause('no point in time') : { kind: 'open', pitId };
}

/** When it does not work, a minute without a request ends it as well. */
export async function closePointInTime(pitId: string, send: SendRequest): Promise<void> {
  await send({ method: 'DELETE', path: '/_search/point_in_time', body: JSON.stringify({ pit_id: [pitId] }) });
}
