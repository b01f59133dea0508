import type { Change } from '../core/change.ts';
import { findJoined, type ItemReads, type Operation, planBulk, type Reference } from '../core/plan-bulk.ts';
import { needsPresentState, toPresentChange } from '../core/to-present-change.ts';
import { type ReadItems, readEach } from './read-items.ts';

export type Planned =
  | { readonly kind: 'operation'; readonly operation: Operation }
  /** It cannot become a document. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** An item that it needs could not be read. */
  | { readonly kind: 'unread' };

/** What is to be written for each change by now, in the same order. */
export async function planChanges(
  changes: readonly Change[],
  readItems: ReadItems,
): Promise<ReadonlyMap<Change, Planned>> {
  const reads = await readNeeded(changes, readItems);
  const present = new Map(changes.map((change) => [change, toPresent(change, reads)]));
  // Only what refers to something else than its last image did is still to be read.
  const others = [...present.values()].flatMap((change) => (change ? findJoined(change.entity, change.item) : []));
  const rest = await readEach(
    readItems,
    others.map((reference) => (reference && reads.has(reference.id) ? undefined : reference)),
  );
  const all = new Map([...reads, ...rest]);
  return new Map(changes.map((change) => [change, planOne(present.get(change), all)]));
}

/** The items themselves, where their state is needed, and what their images join, in one go. */
function readNeeded(changes: readonly Change[], readItems: ReadItems): Promise<ItemReads> {
  return readEach(
    readItems,
    changes.flatMap((change) => [
      needsPresentState(change) ? toOwnReference(change) : undefined,
      ...findJoined(change.entity, change.item),
    ]),
  );
}

function toPresent(change: Change, reads: ItemReads): Change | undefined {
  if (!needsPresentState(change)) return change;
  const read = reads.get(change.documentId);
  return read && toPresentChange(change, read);
}

function planOne(change: Change | undefined, reads: ItemReads): Planned {
  const { operations, refused } = planBulk(change ? [change] : [], reads);
  if (operations[0]) return { kind: 'operation', operation: operations[0] };
  return refused[0] ? { kind: 'refused', reason: refused[0].reason } : { kind: 'unread' };
}

function toOwnReference({ documentId, key }: Change): Reference {
  return { id: documentId, key };
}
