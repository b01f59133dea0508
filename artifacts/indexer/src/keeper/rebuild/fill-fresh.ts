import { type Item, isMalformed, type Key } from '../../core/attribute-value.ts';
import type { Change } from '../../core/change.ts';
import { toKey } from '../../core/encode-document-id.ts';
import { IndexerError } from '../../core/errors.ts';
import { isDone } from '../../core/outcome.ts';
import { type Part, whole } from '../../core/part.ts';
import { toKeyChanges } from '../../core/to-key-changes.ts';
import { planChanges } from '../../flow/plan-changes.ts';
import type { TableSegment } from '../../flow/scan-table.ts';
import { writeChanges } from '../../flow/write-changes.ts';
import { insist, openSearch, theTable } from '../insist.ts';
import type { Fill, Rebuild } from './rebuild-row.ts';
import { entityOf, type RebuildDependencies, type Step, writeFresh } from './rebuild-step.ts';

/** How many parts of the table are read side by side. */
export const segmentCount = 4;
const pageSize = 250;

interface FilledPage {
  readonly cursor: Key | 'end';
  readonly written: number;
  readonly parked: number;
}

/**
 * One page of every segment that is not at its end: what is read is only taken for keys, and the present state of each is
 * written, to the new indexes alone. The next pages are begun when all of these are proven written and that is kept.
 */
export async function fillFresh(rebuild: Rebuild, d: RebuildDependencies): Promise<Step> {
  const { segments, done, total } = rebuild.fill;
  if (segments.every((cursor) => cursor === 'end')) return { next: { ...rebuild, stage: 'compare' } };
  const { cursors, written, parked } = await fillPages({ rebuild, cursors: segments, rate: rebuild.rate }, d);
  const fill: Fill = { ...rebuild.fill, segments: cursors, done: done + written };
  return {
    next: { ...rebuild, fill },
    progress: { phase: 'filling', done: fill.done, total },
    counts: { filled: written, parked },
  };
}

export interface FillRequest {
  readonly rebuild: Rebuild;
  readonly cursors: Fill['segments'];
  readonly rate: number | undefined;
  /** Which share of the table the cursors are in; absent: all of it. */
  readonly part?: Part;
}

/** One page of every cursor that is not at its end. */
export async function fillPages(
  { rebuild, cursors, rate, part = whole }: FillRequest,
  d: RebuildDependencies,
): Promise<{ readonly cursors: Fill['segments']; readonly written: number; readonly parked: number }> {
  const fresh = writeFresh(d, rebuild.indexes);
  const count = cursors.length;
  const limit = toPageSize(rate, count);
  const filled = await Promise.allSettled(
    cursors.map((cursor, i) => {
      if (cursor === 'end') return undefined;
      const startKey = cursor === 'start' ? undefined : cursor;
      const scanned = { segment: part.segment * count + i, segments: part.segments * count, startKey, limit };
      return fillPage(rebuild, scanned, fresh);
    }),
  );
  const failed = filled.find((result) => result.status === 'rejected');
  // Only now: none of the others is at work any more.
  if (failed) throw failed.reason;

  const pages = filled.map((result) => (result.status === 'fulfilled' ? result.value : undefined));
  const sum = (countOf: (page: FilledPage) => number) =>
    pages.reduce((all, page) => all + (page ? countOf(page) : 0), 0);
  return {
    cursors: cursors.map((cursor, i) => pages[i]?.cursor ?? cursor),
    written: sum((page) => page.written),
    parked: sum((page) => page.parked),
  };
}

async function fillPage(rebuild: Rebuild, scanned: TableSegment, d: RebuildDependencies): Promise<FilledPage> {
  const page = await insist(theTable, () => d.scanTable(scanned), d);
  const entities = rebuild.indexes.map((rebuilt) => entityOf(rebuilt, d.entities));
  const changes = page.items.flatMap((item) => {
    const claiming = entities.filter((entity) => entity.claims(item));
    return toChanges(item, d.keyNames, (key) => toKeyChanges(key, claiming, []));
  });
  const parked = await writeAll(changes, d);
  return { cursor: page.nextKey ?? 'end', written: changes.length - parked, parked };
}

/** An item costs a scan, two reads and a write, with joins two reads more: a round is about a second's worth. */
function toPageSize(rate: number | undefined, segments: number): number {
  if (rate === undefined) return pageSize;
  return Math.min(pageSize, Math.max(1, Math.floor(rate / segments / 6)));
}

function toChanges(
  item: Item,
  keyNames: readonly string[],
  make: (key: Key) => ReturnType<typeof toKeyChanges>,
): readonly Change[] {
  const changes = make(toKey(item, keyNames));
  if (!isMalformed(changes)) return changes;
  throw new IndexerError('table.read-refused', `Expected items with the table's key. ${changes.malformed}`);
}

/** Until every one is written or parked; says how many are parked. What is not done is planned anew each time. */
async function writeAll(changes: readonly Change[], d: RebuildDependencies): Promise<number> {
  let open = changes;
  let parked = 0;
  const attempt = async () => {
    const verdicts = await writeChanges(await planChanges(open, d.readItems), d);
    const outcomeOf = (change: Change) => verdicts.get(change)?.outcome ?? 'retry';
    parked += open.filter((change) => outcomeOf(change) === 'parked').length;
    open = open.filter((change) => !isDone(outcomeOf(change)));
    return open.length === 0 || undefined;
  };
  if (changes.length > 0) await insist(openSearch, attempt, d);
  return parked;
}
