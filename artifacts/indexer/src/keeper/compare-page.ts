import { parseExactly, toNumber } from '../core/exact-json.ts';
import { type Part, whole } from '../core/part.ts';
import { countShards, indexStart, refreshIndex } from '../flow/scan-index.ts';
import { compareIndexPage } from './compare-index-page.ts';
import type { ComparePosition, IndexPass, TablePass, Target } from './compare-position.ts';
import { compareTablePage } from './compare-table-page.ts';
import { insist, openSearch } from './insist.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import type { Seen } from './look-at-documents.ts';
import type { Progress } from './slice.ts';

type Pass = NonNullable<ComparePosition['pass']>;

interface NextPage {
  /** Undefined when this was the last page of all. */
  readonly next: Pass | undefined;
  /** Only those that differ. */
  readonly differing: readonly Seen[];
  readonly counts: Readonly<Record<string, number>>;
}

interface Place {
  readonly pass: Pass;
  readonly part: Part | undefined;
}

/** One page of the pass, and where the comparison goes on: behind the table come the targets, one after the other. */
export async function comparePage(
  { pass, part }: Place,
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<NextPage> {
  if (pass.kind === 'table') return continueTable({ pass, part }, targets, dependencies);
  const { differing, compared, next } = await compareIndexPage(targets, { ...pass, part }, dependencies);
  const done = pass.done + compared;
  const following = next
    ? { ...pass, at: next, done }
    : await startIndex({ target: pass.target + 1, part }, targets, dependencies);
  return { next: following, differing, counts: { documents: compared } };
}

async function continueTable(
  { pass, part = whole }: { readonly pass: TablePass; readonly part: Part | undefined },
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<NextPage> {
  const { differing, compared, scanned, nextKey } = await compareTablePage(
    targets,
    { ...part, startKey: pass.startKey },
    dependencies,
  );
  const next = nextKey
    ? { ...pass, startKey: nextKey, done: pass.done + scanned }
    : await startIndex({ target: 0, part }, targets, dependencies);
  return { next, differing, counts: { items: compared } };
}

async function startIndex(
  { target, part }: { readonly target: number; readonly part: Part | undefined },
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<IndexPass | undefined> {
  const { index } = targets[target] ?? {};
  if (index === undefined) return undefined;
  await insist(openSearch, async () => ((await refreshIndex(index, dependencies)) ? true : undefined), dependencies);
  const shards = await insist(openSearch, () => countShards(index, dependencies), dependencies);
  const total = shareOf(await countDocuments(index, dependencies), part);
  return { kind: 'index', target, shards, at: indexStart, done: 0, total };
}

export function toProgress({ pass, open }: ComparePosition, targets: readonly Target[]): Progress {
  if (!pass) return { phase: 'looking again at what differs', done: 0, total: open.length };
  const phase = pass.kind === 'table' ? 'table' : `index ${targets[pass.target]?.index}`;
  return { phase, done: pass.done, total: pass.total };
}

/** As far as anybody can tell. */
export function shareOf(total: number | undefined, { segments }: Part = whole): number | undefined {
  return total === undefined ? undefined : Math.ceil(total / segments);
}

/** How many items there may be: as many as documents, when all is as it should be. */
export function countItems(dependencies: KeeperDependencies): Promise<number | undefined> {
  return countDocuments(dependencies.entities.map(({ index }) => index).join(), dependencies);
}

/** An estimate for the progress: nothing depends on it. */
async function countDocuments(indexes: string, { send }: KeeperDependencies): Promise<number | undefined> {
  const query = { ignore_unavailable: 'true' };
  const reply = await send({ method: 'GET', path: `/${indexes}/_count`, query });
  return reply.kind === 'reply' && reply.status === 200 ? toNumber(parseExactly(reply.text).count) : undefined;
}
