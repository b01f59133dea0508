import { toPlace } from '../../src/core/change.ts';
import type { Entity } from '../../src/core/entity.ts';
import { IndexerError } from '../../src/core/errors.ts';
import type { PutDeletions } from '../../src/flow/deletions.ts';
import { createFindWriteTargets } from '../../src/flow/find-write-targets.ts';
import type { Jobs } from '../../src/flow/jobs.ts';
import type { ParkedKeys } from '../../src/flow/parked-keys.ts';
import type { ReadItems } from '../../src/flow/read-items.ts';
import type { SendRequest } from '../../src/flow/send-request.ts';
import type { KeeperDependencies } from '../../src/keeper/keeper-dependencies.ts';
import type { Clock } from './create-clock.ts';
import type { Life, Network } from './create-network.ts';
import { createRandom } from './create-random.ts';
import type { History } from './history.ts';
import type { DeletionsTable } from './tables/create-deletions-table.ts';
import type { FailedInvocationsStore } from './tables/create-failed-invocations.ts';
import type { JobsTable } from './tables/create-jobs-table.ts';
import type { LibraryTable } from './tables/create-library-table.ts';
import { type ParkedTable, toRowId } from './tables/create-parked-table.ts';

export interface WorldParts {
  readonly history: History;
  readonly clock: Clock;
  readonly network: Network;
  readonly entities: readonly Entity[];
  readonly table: LibraryTable;
  readonly parked: ParkedTable;
  readonly jobs: JobsTable;
  readonly deletions: DeletionsTable;
  readonly failedInvocations: FailedInvocationsStore;
  readonly trace: (line: string) => void;
}

/** One invocation of a function, from its beginning to its end or its death. */
export interface Invocation extends Life {
  readonly remainingMs: () => number;
}

/** What an invocation is handed of the outside. The numbers are those that the entry points set. */
export interface Handed extends KeeperDependencies {
  readonly putDeletions: PutDeletions;
  readonly maxInline: number;
  readonly sliceSize: number;
}

/** Runs code as Lambda does: for so long and no longer, and it may be killed at any moment. */
export interface Lambda {
  /** `failed`: it threw, or did not come to its end. */
  readonly invoke: <T>(
    what: string,
    limitMs: number,
    work: (invocation: Invocation) => Promise<T>,
  ) => Promise<T | 'failed'>;
  readonly running: () => number;
}

/** `failed` is told of what no fault explains: a mistake in the code, or in the models. */
export function createLambda(
  { clock, history, trace }: WorldParts,
  faults: () => { readonly killed: number },
  failed: (error: unknown) => void,
): Lambda {
  const random = createRandom(history.seed, 'lambda');
  let running = 0;
  let count = 0;
  return {
    running: () => running,
    invoke: <T>(what: string, limitMs: number, work: (invocation: Invocation) => Promise<T>): Promise<T | 'failed'> => {
      const endsAtMs = clock.nowMs() + limitMs;
      let isAlive = true;
      running += 1;
      const name = `invocation ${++count}`;
      trace(`${name} begins: ${what}`);
      return new Promise((resolve) => {
        const end = (result: T | 'failed'): void => {
          if (!isAlive) return;
          isAlive = false;
          running -= 1;
          trace(`${name} ends: ${result === 'failed' ? result : 'done'}`);
          resolve(result);
        };
        clock.after(limitMs, () => end('failed'));
        if (random.chance(faults().killed))
          clock.after(random.upTo(random.chance(80) ? 150 : limitMs), () => end('failed'));
        work({ isAlive: () => isAlive, remainingMs: () => endsAtMs - clock.nowMs() }).then(end, (error) => {
          if (!(error instanceof IndexerError)) failed(error);
          else trace(`${name} throws ${error.code}`);
          end('failed');
        });
      });
    },
  };
}

/** A process that serves one invocation after the other: what it remembers of the write targets outlives each of them. */
export function createInstance(world: WorldParts): (invocation: Invocation, hasTime?: () => boolean) => Handed {
  const { clock, network, entities, history, table, jobs, parked, deletions } = world;
  const random = createRandom(history.seed, `pause ${network.count()}`);
  let current: Invocation | undefined;
  const send: SendRequest = (request) =>
    current ? network.sendAs(current)(request) : Promise.resolve({ kind: 'none', reason: 'no invocation' });
  const findWriteTargets = createFindWriteTargets({ entities, send, nowMs: clock.nowMs });
  return (invocation, hasTime = () => true) => {
    current = invocation;
    const sleep = (ms: number): Promise<void> =>
      new Promise((resolve) => clock.after(ms, () => void (invocation.isAlive() && resolve())));
    return {
      entities,
      keyNames: ['id'],
      send,
      findWriteTargets,
      readItems: createReads(world, invocation),
      scanTable: (segment) => network.ask(invocation, ['read', 'scan'], undefined, () => table.scanTable(segment)),
      parkedKeys: throughNetwork(network, invocation, parked),
      jobs: createJobs(network, invocation, jobs.jobs),
      putDeletions: (some) =>
        network.ask(invocation, ['write', `keep ${some.map(toPlace)}`], new Set(), () => deletions.put(some)),
      pause: async (attempt) => {
        const ms = Math.floor(random.next() * Math.min(100 * 2 ** (attempt - 1), 5_000));
        if (ms >= invocation.remainingMs() - 500) return false;
        await sleep(ms);
        return true;
      },
      wait: (ms) => sleep(Math.max(0, Math.min(ms, invocation.remainingMs() - 500))),
      hasTime,
      nowMs: clock.nowMs,
      maxBulkBytes: history.options.maxBulkBytes,
      maxInline: history.options.maxInline,
      sliceSize: history.options.sliceSize,
    };
  };
}

/** Of several items each is read at a moment of its own: DynamoDB promises no more. */
function createReads({ network, table, clock }: WorldParts, invocation: Invocation): ReadItems {
  return async (references) => {
    const readAtMs = clock.nowMs();
    const reads = await Promise.all(
      references.map((reference) =>
        network.ask(invocation, ['read', reference.id], new Map(), () => table.readItems([reference])),
      ),
    );
    return new Map(reads.flatMap((read) => [...read]).map(([id, read]) => [id, { ...read, readAtMs }]));
  };
}

function throughNetwork(network: Network, life: Life, parked: ParkedKeys): ParkedKeys {
  return {
    put: (keys) => network.ask(life, ['write', `park ${keys.map(toRowId)}`], new Set(), () => parked.put(keys)),
    find: (places) => network.ask(life, ['read', 'find parked'], undefined, () => parked.find(places)),
    remove: (key) => network.ask(life, ['write', `clear ${toRowId(key)}`], false, () => parked.remove(key)),
    list: (from) => network.ask(life, ['read', 'list parked'], undefined, () => parked.list(from)),
  };
}

function createJobs(network: Network, life: Life, jobs: Jobs): Jobs {
  return {
    put: (wanted) =>
      network.ask(life, ['write', `begin ${wanted.map(({ value }) => value)}`], new Set(), () => jobs.put(wanted)),
    get: (id) => network.ask<Awaited<ReturnType<Jobs['get']>>>(life, ['read', 'job'], 'unknown', () => jobs.get(id)),
    advance: (job, cursor) =>
      network.ask<Awaited<ReturnType<Jobs['advance']>>>(life, ['write', `advance ${job.value}`], 'unknown', () =>
        jobs.advance(job, cursor),
      ),
    list: (from) => network.ask(life, ['read', 'list jobs'], undefined, () => jobs.list(from)),
    finish: (job) =>
      network.ask<Awaited<ReturnType<Jobs['finish']>>>(life, ['write', `finish ${job.value}`], 'unknown', () =>
        jobs.finish(job),
      ),
  };
}
