import { getAttribute, type Item } from '../attribute-value.ts';
import { getVersion, toVersion } from '../item-version.ts';
import type { ItemRead } from '../plan-change.ts';

/** What a search must show of an item before it is consistent with a version that somebody knows. */
export type Expected =
  /** A document of this version or a later one. */
  | { readonly kind: 'document'; readonly version: bigint }
  | {
      /** No document: the item is gone. */
      readonly kind: 'nothing';
      /** Documents from here on are of the life in which the item had the known version, or of a later one. */
      readonly lifeVersion: bigint;
      /** When that life began, or a little later; undefined for versions that are no times. */
      readonly createdAtMs: number | undefined;
      /** A search that begins then, or later, and finds nothing is not just ahead of a document which is on its way. */
      readonly certainFromMs: number;
    }
  /** The table holds less than was claimed, so no index will ever show it. */
  | { readonly kind: 'never' };

/** What one look into the index showed of one place. */
export interface Sight {
  /** Of the document; undefined when there was none. */
  readonly version: bigint | undefined;
  /** The newest heartbeat that was found, when one was looked for. */
  readonly heartbeatAtMs: number | undefined;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** From here on a version is a time in milliseconds × 1,000: it would be one of 2001. */
const oldestTime = 10n ** 15n;
/** What the stream held so long ago has been handed to the indexer by now, or given up: its records last 24 hours. */
const recordLifeMs = 25 * 3_600_000;
/** A request writes its item up to half a minute after the time in the version; the rest is for clocks that disagree. */
const marginMs = 60_000;
/** Twice the time after which an index shows what was written: indexes are not refreshed at the same moment. */
const settleMs = 2_000;

/** What is to be expected of a search, from a consistent read of the item. */
export function toExpected(knownVersion: number, { item, readAtMs }: ItemRead): Expected {
  const known = BigInt(knownVersion);
  if (item) return expectDocument(known, item);
  if (known < oldestTime) {
    return { kind: 'nothing', lifeVersion: known, createdAtMs: undefined, certainFromMs: Infinity };
  }
  const lifeVersion = known - (known % 1000n);
  const createdAtMs = Number(lifeVersion / 1000n);
  const certainFromMs = readAtMs - createdAtMs > recordLifeMs ? 0 : Infinity;
  return { kind: 'nothing', lifeVersion, createdAtMs, certainFromMs };
}

/**
 * What was deleted and is there again began above the version that was deleted: a document of that one is of the life that
 * has ended.
 */
function expectDocument(known: bigint, item: Item): Expected {
  const present = getVersion(item) ?? 0n;
  if (present < known) return { kind: 'never' };
  const createdAt = getAttribute(item, 'createdAt');
  const first = createdAt && 'N' in createdAt ? (toVersion(createdAt.N) ?? 0n) * 1000n : 0n;
  return { kind: 'document', version: first > known && first <= present ? first : known };
}

/** Whether only a heartbeat can tell that an absence is certain, and one can by now. */
export function needsHeartbeat(expected: Expected, nowMs: number): boolean {
  if (expected.kind !== 'nothing' || expected.createdAtMs === undefined) return false;
  return expected.certainFromMs === Infinity && nowMs > expected.createdAtMs + marginMs;
}

/** `shown`, or what is still to be expected after this look. */
export function judgeSight(expected: Expected, { version, heartbeatAtMs, fromMs, untilMs }: Sight): Expected | 'shown' {
  if (expected.kind === 'never') return expected;
  if (expected.kind === 'document') return version !== undefined && version >= expected.version ? 'shown' : expected;
  const { lifeVersion, createdAtMs = Infinity, certainFromMs } = expected;
  // Documents appear once in a life: after this one, absence is the end.
  if (version !== undefined) return version >= lifeVersion ? { ...expected, certainFromMs: 0 } : expected;
  if (fromMs >= certainFromMs) return 'shown';
  const isPastLife = (heartbeatAtMs ?? 0) > createdAtMs + marginMs;
  return isPastLife ? { ...expected, certainFromMs: Math.min(certainFromMs, untilMs + settleMs) } : expected;
}
