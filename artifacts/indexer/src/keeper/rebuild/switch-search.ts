import { changeAliases, refreshAll, search } from './change-aliases.ts';
import { type FoundIndexes, findIndexes } from './find-indexes.ts';
import type { Rebuild, RebuiltIndex } from './rebuild-row.ts';
import { entityOf, type RebuildDependencies, type Step } from './rebuild-step.ts';

/**
 * Sends the searches to the new indexes, all in one step. Refreshed just before, they show all that the old ones do; and
 * just after, what was written in between.
 */
export async function switchSearch(rebuild: Rebuild, d: RebuildDependencies): Promise<Step> {
  const found = await findEach(rebuild, d);
  // Whoever took a new index out of the write alias has left a gap in it: it is joined, and filled, again.
  if (found.some(({ rebuilt, at }) => !at.write.includes(rebuilt.fresh))) return { next: toRefill(rebuild) };
  // What is there now is what a rollback goes back to; once the alias is switched nobody could tell any more.
  const indexes = found.map(({ rebuilt, at }) => noteOld(rebuilt, at));
  if (JSON.stringify(indexes) !== JSON.stringify(rebuild.indexes)) return { next: { ...rebuild, indexes } };

  const fresh = indexes.map((rebuilt) => rebuilt.fresh);
  await refreshAll(fresh, d);
  await changeAliases(
    found.flatMap(({ rebuilt, at }) => search(rebuilt, [rebuilt.fresh], at)),
    d,
  );
  await refreshAll(fresh, d);
  return { next: { ...rebuild, stage: 'switched' } };
}

export interface FoundRebuilt {
  readonly rebuilt: RebuiltIndex;
  readonly at: FoundIndexes;
}

export async function findEach({ indexes }: Rebuild, d: RebuildDependencies): Promise<readonly FoundRebuilt[]> {
  const found: FoundRebuilt[] = [];
  for (const rebuilt of indexes) found.push({ rebuilt, at: await findIndexes(entityOf(rebuilt, d.entities), d) });
  return found;
}

function toRefill(rebuild: Rebuild): Rebuild {
  const { fill } = rebuild;
  return { ...rebuild, stage: 'create', fill: { ...fill, segments: fill.segments.map(() => 'start'), done: 0 } };
}

function noteOld(rebuilt: RebuiltIndex, { read, write }: FoundIndexes): RebuiltIndex {
  const isOld = (name: string) => name !== rebuilt.fresh;
  const searched = read.filter(isOld);
  return {
    ...rebuilt,
    old: [...new Set([...rebuilt.old, ...searched, ...write.filter(isOld)])],
    searched: searched.length > 0 ? searched : rebuilt.searched,
  };
}
