import { UsageError } from '../deploy/usage-error.ts';
import type { Engine, ExecutionState } from './engine.ts';
import type { Command } from './parse-command.ts';
import type { Run } from './run-slices.ts';
import type { Finding, Slice } from './slice.ts';

export interface ExecutionOptions {
  readonly engine: Engine;
  readonly command: Command;
  /** Goes on with this execution, or follows it if it runs; undefined: starts one. */
  readonly executionArn: string | undefined;
  /** Ends the following; the execution goes on. */
  readonly signal: AbortSignal;
  readonly onStart: (executionArn: string) => void;
  readonly onProgress: (progress: Slice['progress']) => void;
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** How it ended; `resume` is the execution's ARN. */
export interface ExecutionRun extends Run {
  /** A sample. */
  readonly findings: readonly Finding[];
}

const pollMs = 2_000;
/** So many times in a row AWS may not answer. */
const maxMisses = 15;

/** Runs a tool in segments on the environment's state machine, and follows it to its end. */
export async function runExecution(options: ExecutionOptions): Promise<ExecutionRun> {
  const arn = await begin(options);
  options.onStart(arn);
  const endAs = (end: Run['end'], reason?: string): ExecutionRun => ({
    ...{ end, reason, counts: {}, kinds: {}, findings: [], resume: arn },
  });
  for (let misses = 0; !options.signal.aborted; await options.wait(pollMs)) {
    let state: ExecutionState;
    try {
      state = await options.engine.describe(arn);
      const segments = isRunning(state) ? await options.engine.countSegments(arn) : undefined;
      if (segments) options.onProgress({ phase: 'segments', ...segments });
      misses = 0;
    } catch (error) {
      misses += 1;
      if (misses >= maxMisses) return endAs('failed', error instanceof Error ? error.message : String(error));
      continue;
    }
    if (state.status === 'SUCCEEDED') return { ...endAs('done'), ...toSums(state.output), resume: undefined };
    if (!isRunning(state)) return endAs('failed', toReason(state));
  }
  return endAs('interrupted');
}

async function begin({ engine, command, executionArn, nowMs }: ExecutionOptions): Promise<string> {
  if (executionArn === undefined) return start(engine, command, nowMs);
  const { status, input } = await engine.describe(executionArn);
  if (input.tool !== command.tool)
    throw new UsageError(`Expected an execution of ${command.tool}, got one of ${input.tool}.`);
  if (!['RUNNING', 'PENDING_REDRIVE', 'SUCCEEDED'].includes(status)) await engine.redrive(executionArn);
  return executionArn;
}

/** One at a time: two would do the same work at twice the rate. */
async function start(
  engine: Engine,
  { tool, event, segments, concurrency }: Command,
  nowMs: () => number,
): Promise<string> {
  const running = await engine.findRunning();
  if (running !== undefined) {
    const remedy = `Follow it with --resume ${running}, or wait for its end.`;
    throw new UsageError('Expected no execution of the state machine to be under way, got one.', remedy);
  }
  const { rate, indexes } = event;
  const input = {
    tool,
    segments,
    concurrency,
    ...(rate !== undefined && { rate }),
    ...(indexes !== undefined && { indexes }),
  };
  const time = new Date(nowMs()).toISOString().replace(/[-:]|\.\d+Z/g, '');
  return engine.start(`${tool}-${time}`, input);
}

function isRunning({ status }: ExecutionState): boolean {
  return status === 'RUNNING' || status === 'PENDING_REDRIVE';
}

function toSums(output: ExecutionState['output']): Pick<ExecutionRun, 'counts' | 'kinds' | 'findings'> {
  const { counts = {}, kinds = {}, findings = [] } = (output ?? {}) as Partial<ExecutionRun>;
  return { counts, kinds, findings };
}

/** What the function has said, where it was the function. */
function toReason({ status, error, cause = '' }: ExecutionState): string {
  try {
    const { errorMessage } = JSON.parse(cause) as { readonly errorMessage?: unknown };
    if (typeof errorMessage === 'string') return `${error}: ${errorMessage}`;
  } catch {
    // Not every cause is JSON.
  }
  return [error ?? status, cause].filter(Boolean).join(': ');
}
