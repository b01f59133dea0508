import { IndexerError } from '../core/errors.ts';
import { limitRate } from './limit-rate.ts';
import { openRebuild } from './rebuild/open-rebuild.ts';
import { parseCommand, type RebuildCommand, type RebuildRequest, toResume } from './rebuild/rebuild-command.ts';
import { forgetRow, keepRow, type Rebuild, type Row } from './rebuild/rebuild-row.ts';
import type { RebuildDependencies, Step } from './rebuild/rebuild-step.ts';
import { findWork, spreadRow } from './rebuild/spread-rebuild.ts';
import { takeStep } from './rebuild/take-step.ts';
import { workSegment } from './rebuild/work-segment.ts';
import type { Finding, Progress, Slice } from './slice.ts';

/** An answer of Lambda's is at most 6 MB. */
const maxFindings = 3_000;

/**
 * Fills new indexes from the table beside live traffic, and sends the searches there once they equal it. How far it is is
 * kept after every step, and every step may be done again: it goes on from wherever it was interrupted. Both indexes are
 * written until `finish` lets the old one go, or `rollback` the new one.
 */
export async function rebuild(request: RebuildRequest, dependencies: RebuildDependencies): Promise<Slice> {
  const { work, segment, segments, rate, resume } = request;
  if (work !== undefined && segment !== undefined && segments !== undefined)
    return workSegment({ work, segment, segments, rate, resume }, dependencies);
  const command = parseCommand(request, dependencies.entities);
  const tally: Tally = { counts: {}, findings: [], progress: { phase: 'rebuild', done: 0, total: undefined } };
  let row: Row | 'done' = await open(command, dependencies);
  if (row === 'done') return toSlice(tally, undefined);
  const { id } = row.rebuild;
  const limited = limitRate(dependencies, command.rate ?? row.rebuild.rate);
  for (let isFirst = true; isFirst || hasRoom(tally, dependencies); isFirst = false) {
    const divided = command.segments === undefined ? undefined : await findWork(row, dependencies);
    if (divided !== undefined) return { ...toSlice(tally, toResume(request, id)), work: divided };
    const step: Step = await tryStep(row.rebuild, limited, isFirst);
    add(tally, step);
    if (!step.next) break;
    const kept: Row | 'absent' = await keep(step.next, row.revision, dependencies);
    if (step.failure) throw step.failure;
    if (kept === 'absent' && step.next === 'ended') return toSlice(tally, undefined);
    // Somebody else may have taken it further, or elsewhere: what this command makes of that is decided anew.
    row = kept !== 'absent' && isOurs(kept, step.next) ? kept : await open({ ...command, id }, dependencies);
    if (row === 'done' || (row.rebuild.stage === 'switched' && command.step === undefined))
      return toSlice(tally, undefined);
  }
  return toSlice(tally, toResume(request, id));
}

async function open(command: RebuildCommand, d: RebuildDependencies): Promise<Row | 'done'> {
  const row = await openRebuild(command, d);
  if (row === 'done' || command.segments === undefined) return row;
  const spread = await spreadRow(row, command.segments, d);
  return spread === 'absent' ? open(command, d) : spread;
}

/**
 * What fails in a way that passes ends the slice when there is no time left to wait for it. Not as the first thing, though:
 * who gets no further from slice to slice had better hear it.
 */
async function tryStep(rebuild: Rebuild, d: RebuildDependencies, isFirst: boolean): Promise<Step> {
  try {
    return await takeStep(rebuild, d);
  } catch (error) {
    const isPassing = error instanceof IndexerError && error.code.endsWith('.unavailable');
    if (isPassing && !isFirst && !d.hasTime()) return { next: undefined };
    throw error;
  }
}

function hasRoom({ findings }: Tally, { hasTime }: RebuildDependencies): boolean {
  return findings.length < maxFindings && hasTime();
}

function keep(next: Rebuild | 'ended', revision: string, d: RebuildDependencies): Promise<Row | 'absent'> {
  return next === 'ended' ? forgetRow(revision, d) : keepRow(next, revision, d);
}

function isOurs({ rebuild }: Row, next: Rebuild | 'ended'): boolean {
  return next !== 'ended' && rebuild.id === next.id && rebuild.ending === next.ending;
}

interface Tally {
  readonly counts: Record<string, number>;
  readonly findings: Finding[];
  progress: Progress;
}

function add(tally: Tally, { counts = {}, findings = [], progress, next }: Step): void {
  for (const [name, count] of Object.entries(counts)) tally.counts[name] = (tally.counts[name] ?? 0) + count;
  tally.findings.push(...findings);
  if (progress) tally.progress = progress;
  else if (next) tally.progress = { phase: next === 'ended' ? next : next.stage, done: 0, total: undefined };
}

function toSlice({ counts, findings, progress }: Tally, resume: string | undefined): Slice {
  return { isDone: resume === undefined, resume, progress, counts, findings };
}
