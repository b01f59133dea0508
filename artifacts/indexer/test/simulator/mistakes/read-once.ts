import type { ItemReads } from '../../../src/core/plan-change.ts';
import type { ReadItems } from '../../../src/flow/read-items.ts';
import { withHanded } from './with-handed.ts';

/** What was read before the write is believed after it, too. */
export const readOnce = withHanded((handed) => ({ ...handed, readItems: remember(handed.readItems) }));

function remember(readItems: ReadItems): ReadItems {
  const known = new Map<string, NonNullable<ReturnType<ItemReads['get']>>>();
  return async (references) => {
    const unknown = references.filter(({ id }) => !known.has(id));
    for (const [id, read] of unknown.length > 0 ? await readItems(unknown) : []) known.set(id, read);
    return new Map(references.flatMap(({ id }) => (known.has(id) ? [[id, known.get(id)] as const] : []))) as ItemReads;
  };
}
