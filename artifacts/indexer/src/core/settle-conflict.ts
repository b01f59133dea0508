import type { Operation } from './plan-bulk.ts';
import type { WriteCondition } from './to-bulk-body.ts';

/** What a realtime get found at one place. */
export interface FoundDocument {
  /** The item's version that the document shows; 0 when it shows none. */
  readonly version: bigint;
  /** Whether it is, to the last field, the document of this operation. */
  readonly shows: (operation: Operation) => boolean;
  readonly seqNo: number;
  readonly primaryTerm: number;
}

export interface Conflict {
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
export function settleConflict({ refused, found, present }: Conflict): Settlement {
  const isPresent = present.change.kind === 'upsert';
  if (!found) return isPresent ? { kind: 'repair', condition: { kind: 'absent' } } : { kind: 'superseded' };

  const { seqNo, primaryTerm, version } = found;
  const repair = { kind: 'repair', condition: { kind: 'unchanged', seqNo, primaryTerm } } as const;
  // A document of an item that is gone, or one of a version that the item does not have yet or any more.
  if (!isPresent || version > present.change.version) return repair;
  // Present state is written even where it stands: an older conditional write, still on its way, must find it changed.
  if (refused.change.source === 'table' || refused.change.foreignWrite) return repair;
  return version > refused.change.version || found.shows(refused) || found.shows(present)
    ? { kind: 'superseded' }
    : repair;
}
