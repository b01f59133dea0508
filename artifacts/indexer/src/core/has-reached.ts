import type { Standing, Wanted } from './compare-place.ts';

/** What was seen of a place when it differed first. */
export interface Sight {
  readonly wanted: 'nothing' | 'document';
  readonly version: bigint;
  readonly externalVersion: bigint;
  /** Of the document that stood there; undefined when there was none. */
  readonly seqNo: number | undefined;
}

export function toSight(wanted: Wanted, found: Standing | 'absent'): Sight {
  return {
    wanted: wanted.kind === 'nothing' ? 'nothing' : 'document',
    version: wanted.kind === 'nothing' ? 0n : wanted.version,
    externalVersion: wanted.kind === 'document' ? wanted.externalVersion : 0n,
    seqNo: found === 'absent' ? undefined : found.seqNo,
  };
}

/**
 * Whether the index has come by what the table held when the place was seen first. It was only behind then, and still may
 * be: an item that keeps changing is never caught standing still.
 */
export function hasReached(seen: Sight, found: Standing | 'absent'): boolean {
  if (found === 'absent') return seen.wanted === 'nothing';
  const isRewritten = found.seqNo !== seen.seqNo;
  return isRewritten && found.version >= seen.version && found.externalVersion >= seen.externalVersion;
}

/** How long a difference may last while the index gets no nearer to the table at any of the places that are watched. */
const patienceMs = 10_000;
/** How long it may last at most, while the index does get nearer at others. */
const maxPatienceMs = 60_000;

export interface Watch {
  readonly nowMs: number;
  /** When the difference was seen first. */
  readonly firstAtMs: number;
  /** When any place that differed was last found to be right. */
  readonly progressAtMs: number;
  /** The longest that any of those took. */
  readonly lagMs: number;
}

/**
 * Whether a difference has lasted too long to be only the time that a change takes. An index that has been seen to be far
 * behind is given more of it.
 */
export function isOutOfPatience({ nowMs, firstAtMs, progressAtMs, lagMs }: Watch): boolean {
  const idleMs = nowMs - Math.max(firstAtMs, progressAtMs);
  return idleMs >= Math.max(patienceMs, lagMs) || nowMs - firstAtMs >= Math.max(maxPatienceMs, 3 * lagMs);
}
