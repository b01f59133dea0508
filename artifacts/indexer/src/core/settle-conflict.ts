import type { Operation } from './plan-change.ts';
import type { WriteCondition } from './to-bulk-body.ts';

/** What a realtime get found at one place. */
export interface FoundDocument {
  /** The item's version that the document shows; 0 when it shows none. */
  readonly version: bigint;
  /** Whether it is, to the last field, the document of this operation. */
  readonly shows: (operation: Operation) => boolean;
  /** Whether it is built from the same items as the document of this operation. */
  readonly joinsSame: (operation: Operation) => boolean;
  readonly seqNo: number;
  readonly primaryTerm: number;
}

export interface Conflict {
  /** It has been tried by the time of the read already. */
  readonly isRepeated: boolean;
  /** What was refused. */
  readonly refused: Operation;
  /** Got after the refusal; undefined when there is no document. */
  readonly found: FoundDocument | undefined;
  /** The present state of the table, read after `found`. */
  readonly present: Operation;
}

export type Settlement =
  | { readonly kind: 'superseded' }
  | { readonly kind: 'repair'; readonly condition: WriteCondition };

/**
 * Whether a version conflict is explained by something newer in the index. `_version` proves nothing here: it is a sum,
 * and a compare-and-set raises it by one. Only what the document shows counts, held against the table.
 */
export function settleConflict({ isRepeated, refused, found, present }: Conflict): Settlement {
  const isPresent = present.change.kind === 'upsert';
  const byReadTime = { kind: 'repair', condition: { kind: 'newest' } } as const;
  if (!found && !isPresent) return { kind: 'superseded' };
  // `op_type=create`, late, would bring back what has been deleted again: it is for a tombstone that somebody else left.
  if (!found) return isRepeated ? { kind: 'repair', condition: { kind: 'absent' } } : byReadTime;

  const { seqNo, primaryTerm, version } = found;
  const repair = { kind: 'repair', condition: { kind: 'unchanged', seqNo, primaryTerm } } as const;
  // A late write of the former items would have a higher sum than a compare-and-set leaves behind.
  if (isPresent && !isRepeated && !found.joinsSame(present)) return byReadTime;
  // A document of an item that is gone, or one of a version that the item does not have yet or any more.
  if (!isPresent || version > present.change.version) return repair;
  // Present state is written even where it stands: an older conditional write, still on its way, must find it changed.
  if (refused.change.source === 'table' || refused.change.isUnordered) return repair;
  return version > refused.change.version || found.shows(refused) || found.shows(present)
    ? { kind: 'superseded' }
    : repair;
}
