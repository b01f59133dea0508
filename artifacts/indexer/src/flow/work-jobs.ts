import type { Entity, Join } from '../core/entity.ts';
import { type Job, type JobId, type Jobs, toJobId } from './jobs.ts';
import { countShards, type IndexPosition, indexStart, refreshIndex, scanIndex } from './scan-index.ts';
import type { WriteDependencies } from './write-dependencies.ts';
import { toReachedFields, writeReached } from './write-reached.ts';

export interface WorkDependencies extends WriteDependencies {
  readonly entities: readonly Entity[];
  /** False when no further slice should be begun. */
  readonly hasTime: () => boolean;
  /** Documents that are brought up to date between two notes of how far a job has come; `maxSlice` when absent. */
  readonly sliceSize?: number;
}

const maxSlice = 250;

/** Where a job stands: in which of the indexes that were written when it began, and where in that. */
interface JobCursor {
  readonly indexes: readonly string[];
  readonly position: IndexPosition;
}

/**
 * Works off jobs, slice by slice in turn, so that a long one does not hold the others back. Gives back those that have to
 * be delivered again. One that has come further, but not to its end, is not among them: the note of how far it has come is
 * a change of its row, which is delivered by itself.
 */
export async function workJobs(ids: readonly JobId[], dependencies: WorkDependencies): Promise<ReadonlySet<JobId>> {
  const undone = new Set(ids);
  const waiting = [...new Map(ids.map((id) => [toJobId(id), id])).entries()].map(([, id]) => id);
  const same = (id: JobId) => ids.filter((other) => toJobId(other) === toJobId(id));
  for (let id = waiting.shift(); id && dependencies.hasTime(); id = waiting.shift()) {
    const state = await workSlice(id, dependencies);
    if (state !== 'failed') for (const other of same(id)) undone.delete(other);
    if (state === 'further') waiting.push(id);
  }
  return undone;
}

/** `further`: there is more to do, and where to go on is noted. */
async function workSlice(id: JobId, dependencies: WorkDependencies): Promise<'finished' | 'further' | 'failed'> {
  const job = await dependencies.jobs.get(id);
  if (job === 'unknown') return 'failed';
  if (job === 'absent') return 'finished';
  const place = findJoin(job, dependencies.entities);
  // Nothing shows this item any more: an older version of the entities did.
  if (!place) return toState(await dependencies.jobs.finish(job), 'finished');

  const cursor = job.cursor === undefined ? await begin(place.entity, dependencies) : parseCursor(job.cursor);
  const next = await carrySlice(job, { ...place, cursor }, dependencies);
  if (next === 'failed') return 'failed';
  if (next === 'end') return toState(await dependencies.jobs.finish(job), 'finished');
  return toState(await dependencies.jobs.advance(job, JSON.stringify(next)), 'further');
}

interface Place {
  readonly entity: Entity;
  readonly join: Join;
}

function findJoin({ index, by }: JobId, entities: readonly Entity[]): Place | undefined {
  const entity = entities.find((candidate) => candidate.index === index);
  const join = entity?.joins.find((candidate) => candidate.by === by);
  return entity && join && { entity, join };
}

/** Of a row that changed meanwhile, because the item changed once more, the new state is worked off. */
function toState(answer: Awaited<ReturnType<Jobs['advance' | 'finish']>>, state: 'finished' | 'further') {
  if (answer === 'unknown') return 'failed';
  return answer === 'changed' ? 'further' : state;
}

async function begin(entity: Entity, { findWriteTargets }: WorkDependencies): Promise<JobCursor> {
  return { indexes: await findWriteTargets(entity), position: indexStart };
}

/** The cursor is written by `workSlice`, by nobody else. */
function parseCursor(text: string): JobCursor {
  return JSON.parse(text) as JobCursor;
}

async function carrySlice(
  { value, keyNames, isUnordered }: Job,
  { entity, join, cursor }: Place & { readonly cursor: JobCursor },
  dependencies: WorkDependencies,
): Promise<JobCursor | 'end' | 'failed'> {
  const [index, ...rest] = cursor.indexes;
  if (index === undefined) return 'end';
  const following = rest.length > 0 ? { indexes: rest, position: indexStart } : 'end';
  // An index that is written no longer may be gone altogether.
  if (!(await dependencies.findWriteTargets(entity)).includes(index)) return following;

  const { position } = cursor;
  const isStart = position.shard === 0 && position.until === undefined;
  if (isStart && !(await refreshIndex(index, dependencies))) return 'failed';
  const shards = await countShards(index, dependencies);
  if (shards === undefined) return 'failed';
  const fields = toReachedFields(entity, join.by);
  const query = { term: { [join.by]: value } };
  const page = await scanIndex(
    { index, shards, query, fields, size: dependencies.sliceSize ?? maxSlice },
    position,
    dependencies,
  );
  if (!page) return 'failed';
  const context = { entity, join, keyNames, isUnordered: () => isUnordered };
  const unproven = await writeReached(page.documents, context, dependencies);
  if (unproven.size > 0) return 'failed';
  return page.next ? { indexes: cursor.indexes, position: page.next } : following;
}
