import { IndexerError } from '../../core/errors.ts';
import { changeAliases, leave, refreshAll, search } from './change-aliases.ts';
import type { Rebuild } from './rebuild-row.ts';
import type { RebuildDependencies, Step } from './rebuild-step.ts';
import { type FoundRebuilt, findEach } from './switch-search.ts';

/**
 * What shall go is written no longer, and on the way back searched no longer, in one step. It is looked at everything
 * before anything is changed: without an index to go to, the rebuild stays as it was.
 */
export async function leaveWriters(rebuild: Rebuild, d: RebuildDependencies): Promise<Step> {
  const found = await findEach(rebuild, d);
  const targets = found.map((each) => toTarget(each, rebuild.ending));
  const lost = targets.find(({ searched }) => searched?.length === 0);
  if (lost) return stay(rebuild, lost.rebuilt.index);

  const searched = targets.flatMap((target) => target.searched ?? []);
  await refreshAll(searched, d);
  await changeAliases(
    targets.flatMap(({ rebuilt, at, searched: names, leaving }) => [
      ...(names ? search(rebuilt, names, at) : []),
      ...leave(rebuilt, leaving, at),
    ]),
    d,
  );
  await refreshAll(searched, d);
  return { next: { ...rebuild, stage: 'drain', aliasedAtMs: d.nowMs() } };
}

interface Target extends FoundRebuilt {
  /** What is to be searched; undefined: that stays as it is. */
  readonly searched: readonly string[] | undefined;
  readonly leaving: readonly string[];
}

function toTarget({ rebuilt, at }: FoundRebuilt, ending: Rebuild['ending']): Target {
  const { fresh, old } = rebuilt;
  // Only what has been written all the time shows what the table holds.
  const isCurrent = (name: string) => at.write.includes(name);
  if (ending === 'finish') return { rebuilt, at, searched: [fresh].filter(isCurrent), leaving: old };
  const isSwitched = at.read.includes(fresh);
  return { rebuilt, at, searched: isSwitched ? rebuilt.searched.filter(isCurrent) : undefined, leaving: [fresh] };
}

function stay(rebuild: Rebuild, index: string): Step {
  const { ending, ...rest } = rebuild;
  const missing = ending === 'finish' ? 'new' : 'old';
  const failure = new IndexerError(
    'maintain.rebuild-unfinished',
    `Expected the ${missing} index of \`${index}\` to be there and written, got none. Nothing was changed: ` +
      (ending === 'finish' ? 'run `--rollback`.' : 'the new one can only be kept, with `--finish`.'),
  );
  return { next: { ...rest, stage: 'switched' }, failure };
}
