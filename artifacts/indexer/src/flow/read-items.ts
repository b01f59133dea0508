import type { Reference } from '../core/find-joined.ts';
import type { ItemRead, ItemReads } from '../core/plan-change.ts';

/** Consistent reads by key. What could not be read, within the time there is, is missing in the answer. */
export type ReadItems = (references: readonly Reference[]) => Promise<ItemReads>;

/** Without asking for nothing, and for each key once. */
export async function readEach(
  readItems: ReadItems,
  references: readonly (Reference | undefined)[],
): Promise<ItemReads> {
  const unique = new Map<string, Reference>();
  for (const reference of references) if (reference) unique.set(reference.id, reference);
  return unique.size === 0 ? new Map<string, ItemRead>() : readItems([...unique.values()]);
}
