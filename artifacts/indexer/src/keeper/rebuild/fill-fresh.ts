import { type Item, isMalformed, type Key } from '../../core/attribute-value.ts';
import type { Change } from '../../core/change.ts';
import { toKey } from '../../core/encode-document-id.ts';
import { IndexerError } from '../../core/errors.ts';
import { isDone } from '../../core/outcome.ts';
import { toKeyChanges } from '../../core/to-key-changes.ts';
import { planChanges } from '../../flow/plan-changes.ts';
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
  const fresh = writeFresh(d, rebuild.indexes);
  const filled = await Promise.allSettled(
    segments.map((cursor, segment) => (cursor === 'end' ? undefined : fillPage(rebuild, { cursor, segment }, fresh))),
  );
  const failed = filled.find((result) => result.status === 'rejected');
  // Only now: none of the others is at work any more.
  if (failed) throw failed.reason;

  const pages = filled.map((result) => (result.status === 'fulfilled' ? result.value : undefined));
  const sum = (count: (page: FilledPage) => number) => pages.reduce((all, page) => all + (page ? count(page) : 0), 0);
  const written = sum((page) => page.written);
  const fill: Fill = {
    ...rebuild.fill,
    segments: segments.map((cursor, i) => pages[i]?.cursor ?? cursor),
    done: done + written,
  };
  return {
    next: { ...rebuild, fill },
    progress: { phase: 'filling', done: fill.done, total },
    counts: { filled: written, parked: sum((page) => page.parked) },
  };
}

interface SegmentCursor {
  readonly segment: number;
  readonly cursor: Key | 'start';
}

async function fillPage(
  rebuild: Rebuild,
  { segment, cursor }: SegmentCursor,
  d: RebuildDependencies,
): Promise<FilledPage> {
  const startKey = cursor === 'start' ? undefined : cursor;
  const segments = rebuild.fill.segments.length;
  const limit = toPageSize(rebuild);
  const page = await insist(theTable, () => d.scanTable({ segment, segments, startKey, limit }), d);
  const entities = rebuild.indexes.map((rebuilt) => entityOf(rebuilt, d.entities));
  const changes = page.items.flatMap((item) => {
    const claiming = entities.filter((entity) => entity.claims(item));
    return toChanges(item, d.keyNames, (key) => toKeyChanges(key, claiming, []));
  });
  const parked = await writeAll(changes, d);
  return { cursor: page.nextKey ?? 'end', written: changes.length - parked, parked };
}

/** An item costs a scan, two reads and a write, with joins two reads more: a round is about a second's worth. */
function toPageSize({ rate, fill }: Rebuild): number {
  if (rate === undefined) return pageSize;
  return Math.min(pageSize, Math.max(1, Math.floor(rate / fill.segments.length / 6)));
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
