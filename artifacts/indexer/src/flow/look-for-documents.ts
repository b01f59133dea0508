import { type Place, toPlace } from '../core/change.ts';
import type { Entity } from '../core/entity.ts';
import { parseExactly, toRecord, toText } from '../core/exact-json.ts';
import { parseItemVersion } from '../core/read-document.ts';
import { readHits } from '../core/read-hits.ts';
import { isPartial } from '../core/search/is-partial.ts';
import { type SendRequest, throwIfFatal } from './send-request.ts';

export interface Look {
  /** That of the search which follows, so that both ask the same copies of the shards. */
  readonly preference: string;
  /** How long each search may take. */
  readonly timeoutMs: number;
}

export type Looked =
  /** The own version of each document that a search finds, by place. */
  | { readonly kind: 'looked'; readonly versions: ReadonlyMap<string, bigint> }
  /** Not all that was to be looked at could be. */
  | { readonly kind: 'unanswered'; readonly reason: string };

/** One search in each index for these places. A get by id would also find what no search does yet. */
export async function lookForDocuments(places: readonly Place[], look: Look, send: SendRequest): Promise<Looked> {
  const entities = [...new Set(places.map(({ entity }) => entity))];
  const looks = await Promise.all(
    entities.map((entity) => {
      const ids = places.filter((place) => place.entity === entity).map(({ documentId }) => documentId);
      return lookInIndex(entity, [...new Set(ids)], look, send);
    }),
  );
  const unanswered = looks.find(({ kind }) => kind === 'unanswered');
  if (unanswered) return unanswered;
  return {
    kind: 'looked',
    versions: new Map(looks.flatMap((look) => (look.kind === 'looked' ? [...look.versions] : []))),
  };
}

async function lookInIndex(
  entity: Entity,
  ids: readonly string[],
  { preference, timeoutMs }: Look,
  send: SendRequest,
): Promise<Looked> {
  const body = { size: ids.length, track_total_hits: false, _source: ['version'], query: { ids: { values: ids } } };
  const path = `/${entity.index}/_search`;
  const request = { method: 'POST', path, query: { preference }, body: JSON.stringify(body), timeoutMs } as const;
  const reply = await send(request);
  throwIfFatal(request, reply);
  if (reply.kind === 'none') return { kind: 'unanswered', reason: reply.reason };
  if (reply.status !== 200) return { kind: 'unanswered', reason: String(reply.status) };
  const answer = parseExactly(reply.text);
  const hits = readHits(answer);
  if (isPartial(answer) || !hits) return { kind: 'unanswered', reason: 'partial answer' };
  const versions = hits.map(
    ({ _id, _source }) =>
      [toPlace({ entity, documentId: toText(_id) }), parseItemVersion(toRecord(_source).version)] as const,
  );
  return { kind: 'looked', versions: new Map(versions) };
}
