import { type Place, toPlace } from '../core/change.ts';
import { encodeDocumentId } from '../core/encode-document-id.ts';
import { IndexerError } from '../core/errors.ts';
import { type Expected, isShown, needsDeletion, toExpected } from '../core/search/judge-sight.ts';
import type { Known } from '../core/search/search-request.ts';
import type { FindDeletions } from './deletions.ts';
import { lookForDocuments } from './look-for-documents.ts';
import { type ReadItems, readEach } from './read-items.ts';
import type { SendRequest } from './send-request.ts';

export interface AwaitKnownDependencies {
  readonly send: SendRequest;
  /** Not begun again, and the wait does not bound it: it should give up soon. */
  readonly readItems: ReadItems;
  /** Asked again by the next look, so it should give up soon, too. */
  readonly findDeletions: FindDeletions;
  readonly nowMs: () => number;
  readonly pause: (ms: number) => Promise<void>;
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
  /** The last version of it that is kept as deleted; undefined when none is known of. */
  readonly deleted: bigint | undefined;
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
    if (read) return { entity, documentId, expected: toExpected(version, read), deleted: undefined };
    throw new IndexerError('table.unavailable', 'Expected to read what is known, got no answer in time.');
  });
}

interface Until extends Pick<Wait, 'preference'> {
  readonly deadlineMs: number;
}

async function lookUntilShown(
  all: readonly Open[],
  until: Until,
  dependencies: AwaitKnownDependencies,
): Promise<Consistency> {
  let open = all;
  for (let look = 1, requests = 0; ; look++) {
    const looked = await lookOnce(open, until, dependencies);
    open = looked.open;
    if (open.length === 0) return { isConsistent: true };
    requests += looked.requests;
    const leftMs = until.deadlineMs - dependencies.nowMs();
    if (leftMs <= 0) return { isConsistent: false, reason: looked.reason };
    const spreadMs = (leftMs * looked.requests) / Math.max(1, maxRequests - requests);
    await dependencies.pause(Math.min(leftMs, toPauseMs(look, spreadMs)));
  }
}

/** Requests that one wait sends, or a few more: others are to feel nothing of it. */
const maxRequests = 60;
/** Most of what is awaited is searchable within a second; who waits longer notices a quarter of a second less. */
const firstPauseMs = 50;
const pauseMs = 250;
const quickLooks = 5;
/** The last look may end after the wait, but leaves time for the search itself. */
const leastLookMs = 2_000;

function toPauseMs(look: number, spreadMs: number): number {
  return look <= quickLooks ? Math.min(firstPauseMs * 1.5 ** (look - 1), pauseMs) : Math.max(pauseMs, spreadMs);
}

interface LookedOnce {
  readonly open: readonly Open[];
  /** Why not all is shown. */
  readonly reason: string;
  readonly requests: number;
}

/** What cannot be looked at now has shown nothing: the next look may. */
async function lookOnce(
  all: readonly Open[],
  { preference, deadlineMs }: Until,
  { send, findDeletions, nowMs }: AwaitKnownDependencies,
): Promise<LookedOnce> {
  // This order matters: only a search that begins after a deletion was done cannot be ahead of what was deleted.
  const open = await withDeletions(all, findDeletions);
  const places = open.filter((place) => !isUncertain(place));
  const timeoutMs = Math.max(deadlineMs - nowMs(), leastLookMs);
  const looked = await lookForDocuments(places, { preference, timeoutMs }, send);
  const requests = new Set(places.map(({ entity }) => entity)).size + Number(all.some(isUncertain));
  if (looked.kind === 'unanswered') return { open, reason: looked.reason, requests };
  const left = open.filter((place) => {
    const version = looked.versions.get(toPlace(place));
    return !isShown(place.expected, { deleted: place.deleted, version });
  });
  return { open: left, reason: 'not searchable in time', requests };
}

const isUncertain = ({ expected, deleted }: Open): boolean => needsDeletion(expected, deleted);

async function withDeletions(open: readonly Open[], findDeletions: FindDeletions): Promise<readonly Open[]> {
  const uncertain = open.filter(isUncertain);
  if (uncertain.length === 0) return open;
  const found = await findDeletions(uncertain);
  return open.map((place) => ({ ...place, deleted: found.get(toPlace(place)) ?? place.deleted }));
}
