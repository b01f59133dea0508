import { findDifferingFields } from './find-differing-fields.ts';

/** What one place in an index should show by the present state of the table. */
export type Wanted =
  | { readonly kind: 'nothing' }
  | WantedDocument
  /** The item is there, but no document can be made of it. */
  | { readonly kind: 'refused'; readonly version: bigint; readonly reason: string };

export interface WantedDocument {
  readonly kind: 'document';
  /** The item's own. */
  readonly version: bigint;
  /** Under which it is written now. */
  readonly externalVersion: bigint;
  readonly source: Readonly<Record<string, unknown>>;
  /** Names of the fields that come from other items. */
  readonly joined: readonly string[];
}

/** The document that stands at a place. */
export interface Standing {
  /** The item's version that it shows; 0 when it shows none. */
  readonly version: bigint;
  readonly externalVersion: bigint;
  /** Another one after each write of the place. */
  readonly seqNo: number;
  readonly primaryTerm: number;
  readonly source: Readonly<Record<string, unknown>>;
}

export interface Difference {
  /** `joined`: all is right but what comes from other items. */
  readonly kind: 'missing' | 'stale' | 'different' | 'joined' | 'orphaned';
  /** Versions and names of fields, never data. */
  readonly reason?: string;
}

/**
 * Whether a document shows what the table holds. `_version` does not count: it is a sum, or a time, and proves nothing
 * about what stands there.
 */
export function comparePlace(wanted: Wanted, found: Standing | 'absent'): Difference | undefined {
  if (wanted.kind === 'nothing') return found === 'absent' ? undefined : { kind: 'orphaned' };
  const refused = wanted.kind === 'refused' ? { reason: wanted.reason } : {};
  if (found === 'absent') return { kind: 'missing', ...refused };
  const reason = `version ${found.version}, expected ${wanted.version}`;
  if (found.version < wanted.version) return { kind: 'stale', reason };
  // A version that the item never had, or that it had in an earlier life.
  if (found.version > wanted.version) return { kind: 'different', reason };
  if (wanted.kind === 'refused') return { kind: 'different', ...refused };
  return compareFields(wanted, found);
}

function compareFields({ source, joined }: WantedDocument, found: Standing): Difference | undefined {
  const names = findDifferingFields(source, found.source);
  if (names.length === 0) return undefined;
  const kind = names.every((name) => joined.includes(name)) ? 'joined' : 'different';
  return { kind, reason: `differs in ${names.slice(0, maxNames).join(', ')}` };
}

/** A document of somebody else's may have any number of fields. */
const maxNames = 10;
