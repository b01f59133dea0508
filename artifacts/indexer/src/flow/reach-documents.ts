import type { Change, Reach } from '../core/change.ts';
import { type FoundReaches, findReached } from './find-reached.ts';
import type { NewJob } from './jobs.ts';
import { reachParked } from './reach-parked.ts';
import type { WriteDependencies } from './write-dependencies.ts';
import { type ReachContext, writeReached } from './write-reached.ts';

/** Most documents of one join that a batch carries changes into by itself. More would hold the stream back. */
export const maxInline = 500;

/** What changed items of one kind mean to the documents of another. */
interface ReachGroup extends Pick<ReachContext, 'entity' | 'join' | 'keyNames'> {
  readonly reaches: readonly { readonly reach: Reach; readonly version: bigint }[];
}

/**
 * Carries changed items into all documents that show something of them: a few at once, many as jobs that outlive this
 * invocation. Gives back the reaches of which neither is certain; they are not safe to forget.
 */
export async function reachDocuments(
  changes: readonly Change[],
  dependencies: WriteDependencies,
): Promise<ReadonlySet<Reach>> {
  const unsafe = new Set<Reach>();
  for (const group of groupByJoin(changes)) {
    const values = await reachInline(group, dependencies);
    const kept = await putJobs(group, values, dependencies);
    const isParkedReached = await reachParked(group, dependencies);
    for (const { reach } of group.reaches)
      if (!isParkedReached || (values.has(reach.value) && !kept.has(reach.value))) unsafe.add(reach);
  }
  return unsafe;
}

function groupByJoin(changes: readonly Change[]): readonly ReachGroup[] {
  const groups = new Map<unknown, ReachGroup & { readonly reaches: { reach: Reach; version: bigint }[] }>();
  for (const { key, version, reaches } of changes) {
    for (const reach of reaches) {
      const { entity, join } = reach;
      const group = groups.get(join) ?? { entity, join, keyNames: Object.keys(key), reaches: [] };
      group.reaches.push({ reach, version });
      groups.set(join, group);
    }
  }
  return [...groups.values()];
}

/** Does what can be done at once. Gives back the values that are left. */
async function reachInline(group: ReachGroup, dependencies: WriteDependencies): Promise<ReadonlySet<string>> {
  const { entity, join, reaches } = group;
  const unordered = new Set(reaches.flatMap(({ reach }) => (reach.isUnordered ? [reach.value] : [])));
  const context = { ...group, isUnordered: (value: string) => unordered.has(value) };
  const limit = dependencies.maxInline ?? maxInline;
  const left = new Set<string>();
  const values = [...new Set(reaches.map(({ reach }) => reach.value))];
  for (const index of await dependencies.findWriteTargets(entity)) {
    const wanted = values.filter((value) => !left.has(value));
    const found = await findReached({ entity, by: join.by, index, values: wanted, maxInline: limit }, dependencies);
    for (const value of found.many) left.add(value);
    for (const value of await writeReached(found.documents, context, dependencies)) left.add(value);
  }
  return left;
}

/** Gives back the values whose job is safe. */
async function putJobs(
  { entity, join, keyNames, reaches }: ReachGroup,
  values: FoundReaches['many'],
  { jobs }: WriteDependencies,
): Promise<ReadonlySet<string>> {
  const wanted = new Map<string, NewJob>();
  for (const { reach, version } of reaches) {
    const { value } = reach;
    const isUnordered = reach.isUnordered || wanted.get(value)?.isUnordered === true;
    if (values.has(value))
      wanted.set(value, { index: entity.index, by: join.by, value, keyNames, version, isUnordered });
  }
  if (wanted.size === 0) return new Set();
  return new Set([...(await jobs.put([...wanted.values()]))].map(({ value }) => value));
}
