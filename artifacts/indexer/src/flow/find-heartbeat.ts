import type { Entity } from '../core/entity.ts';
import { type ErrorCode, IndexerError } from '../core/errors.ts';
import { parseExactly, toRecord } from '../core/exact-json.ts';
import { readHits } from '../core/read-hits.ts';
import { isPartial } from '../core/search/is-partial.ts';
import { type SendRequest, throwIfFatal } from './send-request.ts';

/** What could not be looked at now, and why. */
export interface Unavailable {
  readonly kind: 'unavailable';
  readonly code: Extract<ErrorCode, 'search.unavailable' | 'table.unavailable'>;
  readonly reason: string;
}

export type Found =
  /** ISO 8601; undefined when a search finds none. */
  { readonly kind: 'found'; readonly heartbeatAt: string | undefined } | Unavailable;

export interface FindHeartbeatDependencies {
  /** The entity of the heartbeats; its field `beatAt` is when they were written. */
  readonly entity: Entity;
  readonly send: SendRequest;
  readonly nowMs: () => number;
}

/** A clock may be wrong by so much. A heartbeat from a later future would hide every lag until then: it counts as none. */
const clockToleranceMs = 300_000;

/**
 * The newest heartbeat that is searchable: by a search, as a get by id finds what no search does yet. Throws what no retry
 * can help.
 */
export async function findHeartbeat({ entity, send, nowMs }: FindHeartbeatDependencies): Promise<Found> {
  const latest = { lte: nowMs() + clockToleranceMs, format: 'epoch_millis' };
  const body = {
    size: 1,
    _source: false,
    track_total_hits: false,
    query: { range: { beatAt: latest } },
    sort: [{ beatAt: 'desc' }],
    docvalue_fields: [{ field: 'beatAt', format: 'strict_date_time_no_millis' }],
  };
  const request = { method: 'POST', path: `/${entity.index}/_search`, body: JSON.stringify(body) } as const;
  const reply = await send(request);
  throwIfFatal(request, reply);
  if (reply.kind === 'none') return unavailable(reply.reason);
  if (reply.status !== 200) return unavailable(String(reply.status));
  const answer = parseExactly(reply.text);
  const hits = readHits(answer);
  // A shard that does not answer may be the one that has it.
  if (isPartial(answer) || !hits) return unavailable('partial answer');
  const { beatAt } = toRecord(hits[0]?.fields);
  const [heartbeatAt] = Array.isArray(beatAt) ? beatAt : [];
  return { kind: 'found', heartbeatAt: typeof heartbeatAt === 'string' ? heartbeatAt : undefined };
}

function unavailable(reason: string): Unavailable {
  return { kind: 'unavailable', code: 'search.unavailable', reason };
}

/** For who can do nothing but fail. */
export function toError({ code, reason }: Unavailable): IndexerError {
  return new IndexerError(code, `Expected to measure how far the index is behind, got ${reason}.`);
}
