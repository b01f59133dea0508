import { getAttribute, type Item } from '../attribute-value.ts';
import { getVersion, toVersion, versionOfRead } from '../item-version.ts';
import type { ItemRead } from '../plan-change.ts';

/** What a search must show of an item before it is consistent with a version that somebody knows. */
export type Expected =
  /** A document of this version or a later one. */
  | { readonly kind: 'document'; readonly version: bigint }
  /** No document of this version: the item is gone. */
  | { readonly kind: 'nothing'; readonly version: bigint }
  /** The table does not hold what was claimed, so no index will ever show it. */
  | { readonly kind: 'never' };

/** What one look showed of one place. */
export interface Sight {
  /** The last version that is kept as deleted, read before the search began; undefined when there is none. */
  readonly deleted: bigint | undefined;
  /** Of the document that the search found; undefined when there was none. */
  readonly version: bigint | undefined;
}

/** Clocks may disagree by so much. */
const clockToleranceMs = 300_000;

/** What is to be expected of a search, from a consistent read of the item. */
export function toExpected(knownVersion: number, { item, readAtMs }: ItemRead): Expected {
  const version = BigInt(knownVersion);
  if (item) return expectDocument(version, item);
  // A version is a time in milliseconds × 1,000, or less: a count.
  const isFuture = version > versionOfRead(readAtMs + clockToleranceMs);
  return isFuture ? { kind: 'never' } : { kind: 'nothing', version };
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

/** Whether no search can show it before its deletion is kept: a document that is on its way would still appear. */
export function needsDeletion(expected: Expected, deleted: bigint | undefined): boolean {
  return expected.kind === 'nothing' && (deleted === undefined || deleted < expected.version);
}

/** A document above the last version that was deleted is of a life that began since: the known one is over all the same. */
export function isShown(expected: Expected, { deleted, version }: Sight): boolean {
  switch (expected.kind) {
    case 'document':
      return version !== undefined && version >= expected.version;
    case 'nothing':
      return !needsDeletion(expected, deleted) && (version === undefined || version > (deleted ?? 0n));
    case 'never':
      return false;
  }
}
