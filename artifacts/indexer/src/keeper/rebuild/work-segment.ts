import { IndexerError } from '../../core/errors.ts';
import type { Part } from '../../core/part.ts';
import { compareIndexes } from '../compare-index.ts';
import type { ComparePosition } from '../compare-position.ts';
import { limitRate } from '../limit-rate.ts';
import { repairFindings } from '../repair-findings.ts';
import { decodeResume, encodeResume } from '../resume-token.ts';
import type { Slice } from '../slice.ts';
import { findOpen, toTargets } from './compare-fresh.ts';
import { fillPages, segmentCount } from './fill-fresh.ts';
import { type Fill, keepRow, loadRow, type Rebuild, type Row } from './rebuild-row.ts';
import { type RebuildDependencies, writeFresh } from './rebuild-step.ts';
import { doneOf, endSegment, idOfWork, type SegmentEnd, toWork } from './spread-rebuild.ts';

export interface WorkRequest extends Part {
  /** As `advance` has given it. */
  readonly work: string;
  readonly rate?: number | undefined;
  readonly resume?: string | undefined;
}

interface WorkState extends Omit<SegmentEnd, 'segment'> {
  readonly cursors?: Fill['segments'];
  readonly position?: ComparePosition;
}

interface Worked extends Pick<Slice, 'progress' | 'counts' | 'findings'> {
  readonly state: WorkState;
  readonly isDone: boolean;
}

/**
 * One slice of one worker's share of a stage. How far it is stands in its token alone; that it came to its end is kept. It
 * may be done twice, and what is to be done no more is not: another worker, or another execution, was there first.
 */
export async function workSegment(request: WorkRequest, d: RebuildDependencies): Promise<Slice> {
  const { work, segment, segments, rate, resume } = request;
  const scope = { tool: 'rebuild', options: { work, segment, segments } };
  const begun = resume === undefined ? undefined : (decodeResume(scope, resume) as WorkState);
  const { rebuild } = await loadOwn(request, d);
  if (isOver(rebuild, request)) return { ...nothing, isDone: true, resume: undefined };
  const limited = limitRate({ ...d, ...writeFresh(d, rebuild.indexes) }, rate ?? rebuild.rate);
  const state = begun ?? { written: 0, differing: 0 };
  const worked =
    rebuild.stage === 'fill'
      ? await fillSegment(rebuild, { ...request, state }, limited)
      : await compareSegment(rebuild, { ...request, state }, limited);
  const { isDone, progress, counts, findings } = worked;
  if (isDone) await keepEnd(request, worked.state, d);
  return { isDone, resume: isDone ? undefined : encodeResume(scope, worked.state), progress, counts, findings };
}

const nothing = { progress: { phase: 'done already', done: 0, total: undefined }, counts: {}, findings: [] } as const;

async function loadOwn({ work, segments }: WorkRequest, d: RebuildDependencies): Promise<Row> {
  const row = await loadRow(d);
  if (row === 'absent' || row.rebuild.id !== idOfWork(work))
    throw new IndexerError(
      'maintain.no-rebuild',
      `Expected the rebuild that \`${work}\` is of, got none: it was ended.`,
    );
  const { ending, spread } = row.rebuild;
  if (ending !== undefined)
    throw new IndexerError(
      'maintain.rebuild-unfinished',
      `Expected the rebuild to go on, got \`--${ending}\` meanwhile.`,
    );
  if (spread?.segments !== segments)
    throw new IndexerError('maintain.invalid-request', `Expected ${spread?.segments} segments, got ${segments}.`);
  return row;
}

function isOver(rebuild: Rebuild, { work, segment }: WorkRequest): boolean {
  return toWork(rebuild) !== work || doneOf(rebuild).includes(segment);
}

/** Throws when the rebuild itself was ended. */
async function isOverNow(request: WorkRequest, d: RebuildDependencies): Promise<boolean> {
  return isOver((await loadOwn(request, d)).rebuild, request);
}

type Begun = WorkRequest & { readonly state: WorkState };

async function fillSegment(rebuild: Rebuild, request: Begun, d: RebuildDependencies): Promise<Worked> {
  const { segment, segments, rate = rebuild.rate } = request;
  let cursors: Fill['segments'] = request.state.cursors ?? Array.from({ length: segmentCount }, () => 'start');
  let [written, parked] = [0, 0];
  for (let isFirst = true; cursors.some((cursor) => cursor !== 'end') && (isFirst || d.hasTime()); isFirst = false) {
    try {
      if (!isFirst && (await isOverNow(request, d))) break;
      const filled = await fillPages({ rebuild, cursors, rate, part: { segment, segments } }, d);
      cursors = filled.cursors;
      written += filled.written;
      parked += filled.parked;
    } catch (error) {
      // What was written counts; who begins with it again hears it.
      if (isFirst || !(error instanceof IndexerError) || !error.code.endsWith('.unavailable')) throw error;
      break;
    }
  }
  const state = { ...request.state, cursors, written: request.state.written + written };
  const total = rebuild.fill.total === undefined ? undefined : Math.ceil(rebuild.fill.total / segments);
  return {
    state,
    isDone: cursors.every((cursor) => cursor === 'end'),
    progress: { phase: 'filling', done: state.written, total },
    counts: { filled: written, parked },
    findings: [],
  };
}

async function compareSegment(rebuild: Rebuild, request: Begun, d: RebuildDependencies): Promise<Worked> {
  const { segment, segments, state } = request;
  const compared = await compareIndexes(toTargets(rebuild, d), state.position, d, { segment, segments });
  const open = await findOpen(compared.findings, rebuild, d);
  const repaired = open.length > 0 && !(await isOverNow(request, d)) ? await repairFindings(open, d) : [];
  const { next, progress, counts } = compared;
  return {
    state: { ...state, ...(next && { position: next }), differing: state.differing + open.length },
    isDone: next === undefined,
    progress: { ...progress, phase: `comparing, ${progress.phase}` },
    counts: { ...counts, repaired: repaired.filter(({ kind }) => kind !== 'failed').length },
    findings: [...open, ...repaired],
  };
}

/** Kept for all to see, unless somebody else was there first. */
async function keepEnd(request: WorkRequest, state: WorkState, d: RebuildDependencies): Promise<void> {
  const { segment } = request;
  const { written, differing } = state;
  for (let row = await loadOwn(request, d); !isOver(row.rebuild, request); ) {
    const kept = await keepRow(endSegment(row.rebuild, { segment, written, differing }), row.revision, d);
    row = kept === 'absent' ? await loadOwn(request, d) : kept;
  }
}
