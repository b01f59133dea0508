import { toPlace } from '../core/change.ts';
import { encodeDocumentId } from '../core/encode-document-id.ts';
import type { Entity } from '../core/entity.ts';
import { IndexerError } from '../core/errors.ts';
import { type Expected, judgeSight, needsHeartbeat, type Sight, toExpected } from '../core/search/judge-sight.ts';
import type { Known } from '../core/search/search-request.ts';
import { findHeartbeat } from './find-heartbeat.ts';
import { lookForDocuments, type Place } from './look-for-documents.ts';
import { type ReadItems, readEach } from './read-items.ts';
import type { SendRequest } from './send-request.ts';

export interface AwaitKnownDependencies {
  readonly send: SendRequest;
  /** Not begun again, and the wait does not bound it: it should give up soon. */
  readonly readItems: ReadItems;
  readonly nowMs: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** The entity of the heartbeats. */
  readonly measured: Entity;
}

export interface Wait {
  /** That of the search which follows, so that both ask the same copies of the shards. */
  readonly preference: string;
  /** How long to look again at most; 0: look once. */
  readonly waitMs: number;
}

export type Consistency =
  | { readonly isConsistent: true }
  /** Why, for the log. */
  | { readonly isConsistent: false; readonly reason: string };

/**
 * Waits until a search shows all that is known, or that it is gone for certain. Nothing in here is a reason not to search:
 * what cannot be found out is not consistent. It looks at the index as it is now; a point in time that was opened before
 * may show less.
 */
export async function awaitKnown(
  known: readonly Known[],
  wait: Wait,
  dependencies: AwaitKnownDependencies,
): Promise<Consistency> {
  const deadlineMs = dependencies.nowMs() + wait.waitMs;
  try {
    const open = await readExpected(known, dependencies.readItems);
    if (open.some(({ expected }) => expected.kind === 'never'))
      return { isConsistent: false, reason: 'not in the table' };
    return await lookUntilShown(open, { ...wait, deadlineMs }, dependencies);
  } catch (error) {
    if (error instanceof IndexerError) return { isConsistent: false, reason: error.code };
    throw error;
  }
}

interface Open extends Place {
  readonly expected: Expected;
}

async function readExpected(known: readonly Known[], readItems: ReadItems): Promise<readonly Open[]> {
  const places = known.map(({ entity, id, version }) => {
    const key = entity.toKey(id);
    return { entity, version, reference: { key, id: String(encodeDocumentId(key)) } };
  });
  const reads = await readEach(
    readItems,
    places.map(({ reference }) => reference),
  );
  return places.map(({ entity, version, reference: { id: documentId } }) => {
    const read = reads.get(documentId);
    if (read) return { entity, documentId, expected: toExpected(version, read) };
    throw new IndexerError('table.unavailable', 'Expected to read what is known, got no answer in time.');
  });
}

async function lookUntilShown(
  all: readonly Open[],
  { preference, deadlineMs }: Pick<Wait, 'preference'> & { readonly deadlineMs: number },
  dependencies: AwaitKnownDependencies,
): Promise<Consistency> {
  let open = all;
  for (let look = 1, searches = 0; ; look++) {
    const looked = await lookOnce(open, preference, dependencies);
    if (looked.kind === 'unanswered') return { isConsistent: false, reason: looked.reason };
    open = looked.open;
    if (open.length === 0) return { isConsistent: true };
    searches += looked.searches;
    const leftMs = deadlineMs - dependencies.nowMs();
    if (leftMs <= 0) return { isConsistent: false, reason: 'not searchable in time' };
    const spreadMs = (leftMs * looked.searches) / Math.max(1, maxSearches - searches);
    await dependencies.pause(Math.min(leftMs, toPauseMs(look, spreadMs)));
  }
}

/** Searches that one wait sends, or a few more: others are to feel nothing of it. */
const maxSearches = 60;
/** Most of what is awaited is searchable within a second; who waits longer notices a quarter of a second less. */
const firstPauseMs = 50;
const pauseMs = 250;
const quickLooks = 5;

function toPauseMs(look: number, spreadMs: number): number {
  return look <= quickLooks ? Math.min(firstPauseMs * 1.5 ** (look - 1), pauseMs) : Math.max(pauseMs, spreadMs);
}

type LookedOnce =
  | { readonly kind: 'looked'; readonly open: readonly Open[]; readonly searches: number }
  | { readonly kind: 'unanswered'; readonly reason: string };

async function lookOnce(
  open: readonly Open[],
  preference: string,
  dependencies: AwaitKnownDependencies,
): Promise<LookedOnce> {
  const { send, nowMs } = dependencies;
  const fromMs = nowMs();
  const asksForHeartbeat = open.some(({ expected }) => needsHeartbeat(expected, fromMs));
  const [looked, heartbeatAtMs] = await Promise.all([
    lookForDocuments(open, preference, send),
    asksForHeartbeat ? findHeartbeatMs(dependencies) : undefined,
  ]);
  if (looked.kind === 'unanswered') return looked;
  const sight: Omit<Sight, 'version'> = { heartbeatAtMs, fromMs, untilMs: nowMs() };
  const left = open.flatMap((place): readonly Open[] => {
    const expected = judgeSight(place.expected, { ...sight, version: looked.versions.get(toPlace(place)) });
    return expected === 'shown' ? [] : [{ ...place, expected }];
  });
  const searches = new Set(open.map(({ entity }) => entity)).size + Number(asksForHeartbeat);
  return { kind: 'looked', open: left, searches };
}

/** Undefined when it could not be found out: then it proves nothing, as when there is none. */
async function findHeartbeatMs({ measured, send, nowMs }: AwaitKnownDependencies): Promise<number | undefined> {
  const found = await findHeartbeat({ entity: measured, send, nowMs });
  if (found.kind === 'unavailable' || found.heartbeatAt === undefined) return undefined;
  return Date.parse(found.heartbeatAt);
}
