import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from './describe-failure.ts';
import type { PartPlan } from './part.ts';
import { readLastLines } from './read-last-lines.ts';
import { type RunningPart, runPart } from './run-part.ts';
import { StackError } from './stack-error.ts';
import type { Failure, PartName, PartReport } from './stack-state.ts';
import { PartError, waitUntilHealthy } from './wait-until-healthy.ts';

export interface StackChange {
  readonly state: 'starting' | 'running' | 'stopping';
  readonly parts: readonly PartReport[];
}

export interface StackRun {
  readonly plans: readonly PartPlan[];
  /** The parts of a group are stopped together, one group after the other. */
  readonly stopOrder: readonly (readonly PartName[])[];
  /** Resolves when the stack shall end. */
  readonly stopRequested: Promise<void>;
  readonly onChange: (change: StackChange) => void;
}

interface Board {
  readonly set: (name: PartName, change: Partial<PartReport>) => void;
  readonly tell: (state: StackChange['state']) => void;
}

// When a part dies, whoever was just talking to it fails as well: the death is the better reason, and seen a little later.
const deathNoticeMs = 500;

/**
 * Starts the parts, each as soon as those it comes after are up, and keeps them until the stack shall end or a part dies;
 * then it stops the others in order. Resolves when nothing runs any more: with the failure, if there was one.
 */
export async function runStack(run: StackRun): Promise<Failure | undefined> {
  const board = createBoard(run);
  const running: RunningPart[] = [];
  const ending = new AbortController();
  const failure = await new Promise<Failure | undefined>((resolve) => {
    void run.stopRequested.then(() => resolve(undefined));
    const start = (plan: PartPlan) => startPart(plan, { board, running, signal: ending.signal, onDeath: resolve });
    startInOrder(run.plans, start).then(
      () => board.tell('running'),
      async (error: unknown) => {
        if (!(error instanceof PartError)) await sleep(deathNoticeMs);
        resolve(toFailure(error));
      },
    );
  });
  ending.abort();
  board.tell('stopping');
  for (const group of run.stopOrder) {
    await Promise.all(running.filter(({ plan }) => group.includes(plan.name)).map((part) => stopPart(part, board)));
  }
  return failure;
}

async function startInOrder(plans: readonly PartPlan[], start: (plan: PartPlan) => Promise<void>): Promise<void> {
  const started = new Map<PartName, Promise<void>>();
  for (const plan of plans) {
    const before = plan.after.map((name) => started.get(name));
    started.set(
      plan.name,
      Promise.all(before).then(() => start(plan)),
    );
  }
  await Promise.all(started.values());
}

async function startPart(
  plan: PartPlan,
  {
    board,
    running,
    signal,
    onDeath,
  }: {
    readonly board: Board;
    readonly running: RunningPart[];
    readonly signal: AbortSignal;
    readonly onDeath: (failure: Failure) => void;
  },
): Promise<void> {
  signal.throwIfAborted();
  const startedMs = Date.now();
  board.set(plan.name, { state: 'starting' });
  const part = plan.launch && runPart(plan, plan.launch);
  if (part) {
    running.push(part);
    if (part.process) board.set(plan.name, { process: part.process });
    void part.exited.then((exit) => onDeath(describeExit({ plan, exit, lastLines: readLastLines(plan.logPath) })));
  }
  await waitUntilHealthy(plan, { part, signal });
  await plan.prepare?.();
  signal.throwIfAborted();
  board.set(plan.name, { state: part ? 'up' : 'external', upAfterMs: Date.now() - startedMs });
}

async function stopPart(part: RunningPart, board: Board): Promise<void> {
  board.set(part.plan.name, { state: 'stopping' });
  await part.stop();
  board.set(part.plan.name, { state: 'stopped' });
}

function createBoard({ plans, onChange }: StackRun): Board {
  const parts = new Map<PartName, PartReport>(
    plans.map(({ name, address }) => [name, { name, address, state: 'waiting' }]),
  );
  let state: StackChange['state'] = 'starting';
  const publish = () => onChange({ state, parts: [...parts.values()] });
  return {
    set: (name, change) => {
      const part = parts.get(name);
      if (part) parts.set(name, { ...part, ...change });
      publish();
    },
    tell: (next) => {
      state = next;
      publish();
    },
  };
}

function toFailure(error: unknown): Failure {
  if (error instanceof PartError) return error.failure;
  const isExpected = error instanceof StackError;
  return {
    part: 'stack',
    reason: error instanceof Error ? error.message : String(error),
    remedy: isExpected ? error.remedy : 'See `make logs`, then: make up',
    lastLines: [],
  };
}
