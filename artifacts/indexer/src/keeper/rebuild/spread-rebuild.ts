import { IndexerError } from '../../core/errors.ts';
import { maxRounds, toDiffering } from './compare-fresh.ts';
import { checkStart, keepRow, type Rebuild, type Row, type Spread } from './rebuild-row.ts';
import type { RebuildDependencies } from './rebuild-step.ts';

/**
 * What there is for workers to do, as text: who was given it can tell whether it still is to be done. Undefined where one
 * goes on alone.
 */
export function toWork({ id, aliasedAtMs, stage, check }: Rebuild): string | undefined {
  if (stage !== 'fill' && stage !== 'compare') return undefined;
  return [id, aliasedAtMs, stage, check.round].join('.');
}

/** The rebuild that this text is about. */
export function idOfWork(work: string): number {
  return Number(work.split('.')[0]);
}

/** The segments that need not be gone through any more. */
export function doneOf(rebuild: Rebuild): readonly number[] {
  const { spread } = rebuild;
  return spread && spread.work === toWork(rebuild) ? spread.done : [];
}

export interface SegmentEnd {
  readonly segment: number;
  /** Documents. */
  readonly written: number;
  readonly differing: number;
}

/** The same with one segment more done. With the last of them it goes on: only when none differed, to the switch. */
export function endSegment(rebuild: Rebuild, { segment, written, differing }: SegmentEnd): Rebuild {
  const { spread, stage, fill, check } = rebuild;
  const before = doneOf(rebuild);
  const work = toWork(rebuild);
  if (!spread || work === undefined || before.includes(segment)) return rebuild;
  const done = [...before, segment];
  // Of the whole round: what one worker alone has found in it counts for the segments, and the other way round.
  const found = check.differing + differing;
  const marked: Rebuild = {
    ...rebuild,
    fill: { ...fill, done: fill.done + written },
    check: { ...check, differing: found },
    spread: { ...spread, work, done, differing: found },
  };
  if (done.length < spread.segments) return marked;
  if (stage === 'fill') return { ...marked, stage: 'compare', check: checkStart };
  if (found === 0) return { ...marked, stage: 'switch', check: checkStart };
  return { ...marked, check: { round: check.round + 1, differing: 0 } };
}

/** The same row, divided into so many segments. `absent` when somebody has ended it meanwhile. */
export async function spreadRow(row: Row, segments: number, d: RebuildDependencies): Promise<Row | 'absent'> {
  const { rebuild, revision } = row;
  if (rebuild.spread?.segments === segments) return row;
  if (rebuild.spread) throw refuse(rebuild, rebuild.spread.segments, segments);
  const spread: Spread = { segments, work: '', done: [], differing: 0 };
  const kept = await keepRow({ ...rebuild, spread }, revision, d);
  return kept === 'absent' || kept.rebuild.id !== rebuild.id ? 'absent' : spreadRow(kept, segments, d);
}

function refuse({ indexes }: Rebuild, expected: number, segments: number): IndexerError {
  const names = indexes.map(({ index }) => `\`${index}\``).join(', ');
  return new IndexerError(
    'maintain.rebuild-unfinished',
    `Expected to go on with the rebuild of ${names} in ${expected} segments, got ${segments}. ` +
      `Nothing was changed: go on with ${expected}, or end it with \`--rollback\` and begin anew.`,
  );
}

/**
 * What the workers are to do now; undefined where there is nothing to divide. After the last of the rounds it throws
 * `maintain.rebuild-differs`, once: who runs the rebuild again has its rounds again. If the answer is lost, the next try hears
 * it at once where the new round was not kept yet; else it is heard five rounds later, should it differ still.
 */
export async function findWork({ rebuild, revision }: Row, d: RebuildDependencies): Promise<string | undefined> {
  const { stage, check, spread } = rebuild;
  const work = toWork(rebuild);
  if (!spread || work === undefined) return undefined;
  if (stage === 'fill' || check.round === 0 || check.round % maxRounds !== 0) return work;
  await keepRow({ ...rebuild, check: { round: check.round + 1, differing: 0 } }, revision, d);
  throw toDiffering(spread.differing, rebuild);
}
