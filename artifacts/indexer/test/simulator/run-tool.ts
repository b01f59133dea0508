import { IndexerError } from '../../src/core/errors.ts';
import type { FailedInvocations } from '../../src/flow/failed-invocations.ts';
import { rebuild } from '../../src/keeper/rebuild.ts';
import { repair } from '../../src/keeper/repair.ts';
import type { Slice } from '../../src/keeper/slice.ts';
import { verify } from '../../src/keeper/verify.ts';
import type { Life, Network } from './create-network.ts';
import { createRandom, type Random } from './create-random.ts';
import { invocationMs } from './create-streams.ts';
import { createInstance, type Handed, type Invocation, type Lambda, type WorldParts } from './create-world.ts';
import { LawError } from './law-error.ts';
import type { Subject } from './subject.ts';

/** The person at the command line: runs a tool slice after slice, and a slice that failed once more. */
export interface Toolbox {
  readonly start: (tool: 'verify' | 'repair' | 'redrive') => void;
  readonly startRebuild: (index: string) => void;
  readonly running: () => number;
  /** Without faults: ends a rebuild that is under way, this way or that, and tries parked keys again. */
  readonly settle: () => Promise<void>;
}

interface ToolboxOptions {
  readonly world: WorldParts;
  readonly lambda: Lambda;
  readonly subject: Subject;
  readonly mayBegin: () => Promise<void>;
  readonly isQuiet: () => boolean;
  readonly failed: (error: unknown) => void;
}

export interface ToolRequest {
  readonly indexes?: readonly string[];
  readonly step?: 'finish' | 'rollback';
}

export type Tool = (request: ToolRequest & { readonly resume?: string }, handed: Handed & Extras) => Promise<Slice>;

export const tableName = 'library';

export interface Extras {
  readonly rebuildStates: WorldParts['jobs']['rebuildStates'];
  readonly streamTimeoutMs: number;
  readonly failedInvocations: FailedInvocations;
  readonly tableName: string;
}

const sliceMs = 60_000;
/** After so many slices the person goes home. */
const maxSlices = 80;

export function createToolbox({ world, lambda, subject, mayBegin, isQuiet, failed }: ToolboxOptions): Toolbox {
  const { clock, history } = world;
  const random = createRandom(history.seed, 'tools');
  let running = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const runSlices = async (tool: Tool, request: ToolRequest): Promise<Slice | 'given up'> => {
    const instance = createInstance(world);
    let resume: string | undefined;
    for (let count = 0; count < maxSlices; count++) {
      await mayBegin();
      const endsAtMs = clock.nowMs() + drawSliceMs(random);
      const slice = await lambda.invoke(tool.name, sliceMs + 60_000, async (invocation) => {
        const handed = { ...instance(invocation, () => clock.nowMs() < endsAtMs), ...toExtras(world, invocation) };
        return tool({ ...request, ...(resume !== undefined && { resume }) }, handed).catch(toRefusal);
      });
      if (slice === 'refused') return 'given up';
      if (slice !== 'failed' && slice.isDone) return slice;
      if (slice !== 'failed') resume = slice.resume;
      else await clock.sleep(random.upTo(5_000));
    }
    return 'given up';
  };
  /** One tool at a time: two persons at once are not part of any promise. */
  const queue = (run: () => Promise<unknown>): Promise<unknown> => {
    running += 1;
    turn = turn.then(run).finally(() => {
      running -= 1;
    });
    turn.catch(failed);
    return turn;
  };
  const mustEnd = async (tool: Tool, request: ToolRequest, name: string): Promise<Slice> => {
    const slice = await runSlices(tool, request);
    if (slice === 'given up')
      throw new LawError('ends', `Expected \`${name}\` to come to its end without faults, got none.`);
    return slice;
  };
  return {
    start: (name) => void queue(() => runSlices(name === 'redrive' ? subject.redrive : tools[name], {})),
    startRebuild: (index) => void queue(() => runSlices(rebuild as Tool, { indexes: [index] })),
    running: () => running,
    settle: async () => {
      if (!isQuiet()) throw new Error('Expected no faults any more.');
      await queue(async () => {
        // What was given up comes back by this one tool only.
        const isGivenUp = () => world.failedInvocations.names().length > 0 || world.jobs.rows.size > 0;
        for (let count = 0; isGivenUp() && count < 3; count++) await mustEnd(subject.redrive, {}, 'redrive');
        if (world.jobs.rebuild()) {
          const isFinish = random.chance(50);
          await runSlices(rebuild as Tool, {});
          if (world.jobs.rebuild())
            await mustEnd(rebuild as Tool, { step: isFinish ? 'finish' : 'rollback' }, 'rebuild');
          if (world.jobs.rebuild()) throw new LawError('ends', 'Expected no rebuild after its end, got one.');
        }
      });
    },
  };
}

const tools = { verify: verify as Tool, repair: repair as Tool };

/** A short slice is over after one step. */
function drawSliceMs(random: Random): number {
  return random.chance(50) ? 0 : random.upTo(sliceMs);
}

function toExtras({ jobs, network, failedInvocations }: WorldParts, invocation: Invocation): Extras {
  const { get, put, remove } = jobs.rebuildStates;
  return {
    rebuildStates: {
      get: () => network.ask<Awaited<ReturnType<typeof get>>>(invocation, ['read', 'rebuild'], 'unknown', get),
      put: (state, revision) =>
        network.ask<Awaited<ReturnType<typeof put>>>(invocation, ['write', `rebuild ${state}`], 'unknown', () =>
          put(state, revision),
        ),
      remove: (revision) =>
        network.ask<Awaited<ReturnType<typeof remove>>>(invocation, ['write', 'end rebuild'], 'unknown', () =>
          remove(revision),
        ),
    },
    streamTimeoutMs: invocationMs,
    failedInvocations: throughNetwork(network, invocation, failedInvocations),
    tableName,
  };
}

/** What a person has to decide, as a rebuild that is under way already: nothing was changed. */
function toRefusal(error: unknown): 'refused' {
  if (error instanceof IndexerError && /^maintain\./.test(error.code)) return 'refused';
  throw error;
}

function throughNetwork(network: Network, life: Life, store: FailedInvocations): FailedInvocations {
  return {
    list: (after) => network.ask(life, ['read', 'list failed invocations'], undefined, () => store.list(after)),
    read: (name) =>
      network.ask<Awaited<ReturnType<FailedInvocations['read']>>>(life, ['read', name], 'unknown', () =>
        store.read(name),
      ),
    remove: (name) => network.ask(life, ['write', `remove ${name}`], false, () => store.remove(name)),
  };
}
