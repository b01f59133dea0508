import type { Change } from '../core/change.ts';
import { findJoined, type Reference } from '../core/find-joined.ts';
import { type ItemReads, type Planned, planChange } from '../core/plan-change.ts';
import { needsPresentState, toPresentChange } from '../core/to-present-change.ts';
import { type ReadItems, readEach } from './read-items.ts';

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
  const all = rest.size === 0 ? reads : new Map([...reads, ...rest]);
  return new Map(
    [...present].map(([change, now]) => [change, now ? planChange(now, all) : ({ kind: 'unread' } as const)]),
  );
}

/** The same for changes whose own state is settled: only what they join is read. */
export async function planJoined(
  changes: readonly Change[],
  readItems: ReadItems,
): Promise<ReadonlyMap<Change, Planned>> {
  const reads = await readEach(
    readItems,
    changes.flatMap(({ entity, item }) => findJoined(entity, item)),
  );
  return new Map(changes.map((change) => [change, planChange(change, reads)]));
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

function toOwnReference({ documentId, key }: Change): Reference {
  return { id: documentId, key };
}
