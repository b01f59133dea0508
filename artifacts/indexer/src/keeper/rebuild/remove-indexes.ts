import type { ParkedKey } from '../../flow/parked-keys.ts';
import { insist, theTable } from '../insist.ts';
import { ask } from './ask.ts';
import { toVersion } from './find-indexes.ts';
import type { Rebuild, RebuiltIndex } from './rebuild-row.ts';
import type { RebuildDependencies, Step } from './rebuild-step.ts';
import { findEach } from './switch-search.ts';

/** Deletes the indexes that nobody uses any more, and what is parked of them. */
export async function removeIndexes(rebuild: Rebuild, d: RebuildDependencies): Promise<Step> {
  const found = await findEach(rebuild, d);
  const leaving = (rebuilt: RebuiltIndex) => (rebuild.ending === 'finish' ? rebuilt.old : [rebuilt.fresh]);
  const isUsed = found.some(({ rebuilt, at }) =>
    leaving(rebuilt).some((name) => at.read.includes(name) || at.write.includes(name)),
  );
  // A request of an earlier slice may have come through late; or somebody has gone back by hand.
  if (isUsed) return { next: { ...rebuild, stage: 'leave' } };

  let removed = 0;
  const existing = new Set(found.flatMap(({ at }) => at.all));
  for (const name of found.flatMap(({ rebuilt }) => leaving(rebuilt))) {
    if (!existing.delete(name)) continue;
    await ask({ method: 'DELETE', path: `/${name}` }, d, ['index_not_found_exception']);
    removed += 1;
  }
  // Those of an index that was lost before the rebuild, too.
  const isGone = ({ index }: ParkedKey) =>
    !existing.has(index) &&
    rebuild.indexes.some((rebuilt) => leaving(rebuilt).includes(index) || toVersion(rebuilt, index) !== undefined);
  const unparked = await removeParked(isGone, d);
  return { next: 'ended', counts: { removedIndexes: removed, removedParked: unparked } };
}

async function removeParked(isGone: (key: ParkedKey) => boolean, d: RebuildDependencies): Promise<number> {
  let removed = 0;
  let from: string | undefined;
  do {
    const start = from;
    const page = await insist(theTable, () => d.parkedKeys.list(start), d);
    for (const key of page.keys.filter(isGone)) {
      await insist(theTable, async () => (await d.parkedKeys.remove(key)) || undefined, d);
      removed += 1;
    }
    from = page.next;
  } while (from !== undefined);
  return removed;
}
