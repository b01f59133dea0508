import type { JobId } from '../../src/flow/jobs.ts';
import type { Faults } from './create-network.ts';
import { createRandom } from './create-random.ts';
import { createInstance, type Handed, type Invocation, type Lambda, type WorldParts } from './create-world.ts';
import { LawError } from './law-error.ts';
import { createMapping, type Delivered, type Mapping } from './run-mapping.ts';
import type { Subject } from './subject.ts';
import type { TableRecord } from './tables/create-library-table.ts';

export interface Streams {
  readonly append: (record: TableRecord, id: string) => void;
  readonly appendJob: () => void;
  readonly isAcknowledged: (record: TableRecord) => boolean;
  readonly mappings: readonly Mapping[];
  /** Records that are still to be delivered. */
  readonly left: () => number;
}

interface StreamOptions {
  readonly world: WorldParts;
  readonly lambda: Lambda;
  readonly subject: Subject;
  readonly faults: () => Faults;
  readonly mayBegin: () => Promise<void>;
  /** Told of what nothing explains. */
  readonly failed: (error: unknown) => void;
  readonly acknowledged: (records: readonly TableRecord[], startedAtMs: number) => void;
}

/** How long an invocation of the indexer, or of the worker, may last. */
export const invocationMs = 90_000;

/** The stream of the table, in shards, and that of the jobs, each with its mapping. */
export function createStreams(options: StreamOptions): Streams {
  const { world, faults, mayBegin, failed, acknowledged } = options;
  const { history, clock, jobs, failedInvocations } = world;
  const shared = { clock, faults, mayBegin, failed, maxBatch: history.options.maxBatch };
  const shards = Array.from({ length: history.options.streamShards }, (_, shard) => {
    const records: TableRecord[] = [];
    const random = createRandom(history.seed, `shard ${shard}`);
    const invoke = createIndexer(options);
    return {
      records,
      mapping: createMapping<TableRecord>({
        ...shared,
        random,
        records,
        invoke,
        acknowledged,
        gaveUp: failedInvocations.add,
      }),
    };
  });
  const worker = createMapping<JobId>({
    ...shared,
    random: createRandom(history.seed, 'jobs'),
    records: jobs.records,
    invoke: createWorker(options),
    acknowledged: () => {},
    // The row of a job stays where it is, so that nobody has to put anything aside.
    gaveUp: () => {},
  });
  const shardOf = (id: string) =>
    shards[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % shards.length];
  return {
    append: (record, id) => {
      shardOf(id)?.records.push(record);
      shardOf(id)?.mapping.wake();
    },
    appendJob: worker.wake,
    isAcknowledged: (record) =>
      shards.some(
        ({ records, mapping }) => records.includes(record) && mapping.isAcknowledged(records.indexOf(record)),
      ),
    mappings: [...shards.map(({ mapping }) => mapping), worker],
    left: () => shards.reduce((sum, { records, mapping }) => sum + records.length - mapping.position(), 0),
  };
}

/** One process after the other; a duplicate of a batch runs in one of its own. */
function createProcesses(world: WorldParts) {
  let current: ReturnType<typeof createInstance> | undefined;
  return {
    take: (isDuplicate: boolean): ReturnType<typeof createInstance> => {
      if (isDuplicate) return createInstance(world);
      current ??= createInstance(world);
      return current;
    },
    /** What has failed is not used again. */
    drop: () => {
      current = undefined;
    },
  };
}

function createIndexer({ world, lambda, subject }: StreamOptions) {
  const processes = createProcesses(world);
  return async (batch: readonly TableRecord[], isDuplicate: boolean): Promise<Delivered> => {
    const startedAtMs = world.clock.nowMs();
    const take = processes.take(isDuplicate);
    const work = (invocation: Invocation) => subject.index(batch, world.entities, take(invocation));
    const answer = await lambda.invoke(
      `records ${batch.map(({ dynamodb }) => dynamodb.SequenceNumber)}`,
      invocationMs,
      work,
    );
    if (answer === 'failed') {
      processes.drop();
      return { done: 0, startedAtMs, isFailed: true };
    }
    const sum = Object.values(answer.counts).reduce((all, count) => all + count, 0);
    if (sum !== batch.length)
      throw new LawError('received is the sum of outcomes', `Expected ${batch.length} outcomes, got ${sum}.`);
    const failed = answer.response.batchItemFailures[0]?.itemIdentifier;
    const at = batch.findIndex((record) => record.dynamodb.SequenceNumber === failed);
    return { done: failed === undefined ? batch.length : Math.max(0, at), startedAtMs, isFailed: false };
  };
}

function createWorker({ world, lambda, subject }: StreamOptions) {
  const processes = createProcesses(world);
  const { clock } = world;
  return async (batch: readonly JobId[], isDuplicate: boolean): Promise<Delivered> => {
    const startedAtMs = clock.nowMs();
    const take = processes.take(isDuplicate);
    const work = (invocation: Invocation): Promise<ReadonlySet<JobId>> => {
      const handed: Handed = take(invocation, () => invocation.remainingMs() > invocationMs / 3);
      return subject.work(batch, handed);
    };
    const undone = await lambda.invoke(`jobs ${batch.map(({ value }) => value)}`, invocationMs, work);
    if (undone === 'failed') {
      processes.drop();
      return { done: 0, startedAtMs, isFailed: true };
    }
    const at = batch.findIndex((id) => undone.has(id));
    return { done: at < 0 ? batch.length : at, startedAtMs, isFailed: false };
  };
}
