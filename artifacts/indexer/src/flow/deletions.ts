import type { Change, Place } from '../core/change.ts';
import { isDone, type Verdict } from '../core/outcome.ts';

/** An item's document is gone from every index that is written, and nothing of this version or an earlier one comes after. */
export interface Deletion extends Place {
  /** The last that the item had. */
  readonly version: bigint;
}

/**
 * Keeps them for a week in the table `deletions`, one row for each place, over what is kept of it. Gives back those that are
 * kept for certain. Throws `table.write-refused` where no retry helps.
 */
export type PutDeletions = (deletions: readonly Deletion[]) => Promise<ReadonlySet<Deletion>>;

/**
 * The last version that was deleted at each place, by `toPlace`. Places without a row, or unread, are missing. Throws
 * `table.read-refused` where no retry helps.
 */
export type FindDeletions = (places: readonly Place[]) => Promise<ReadonlyMap<string, bigint>>;

/**
 * Keeps the deletions among what was written; one that is not kept is not done. Only what the stream brings counts: it
 * brings all changes of an item in their order, so that behind a delete nothing older of the item is under way.
 */
export async function keepDeletions(
  written: ReadonlyMap<Change, Verdict>,
  putDeletions: PutDeletions,
): Promise<ReadonlyMap<Change, Verdict>> {
  const rows = new Map<Deletion, Change>();
  for (const [change, { outcome }] of written) {
    if (change.kind !== 'delete' || change.source !== 'stream') continue;
    const version = change.version - 1n;
    // What has no version can be known to nobody; what is parked stands there still.
    if (version > 0n && isDone(outcome) && outcome !== 'parked')
      rows.set({ entity: change.entity, documentId: change.documentId, version }, change);
  }
  if (rows.size === 0) return written;
  const kept = await putDeletions([...rows.keys()]);
  const verdicts = new Map(written);
  for (const [row, change] of rows)
    if (!kept.has(row)) verdicts.set(change, { outcome: 'retry', reason: 'deletion not kept' });
  return verdicts;
}
