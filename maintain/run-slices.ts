import type { Resume } from './resume-token.ts';
import type { Slice } from './slice.ts';

export interface RunOptions {
  /** Invokes the tool for one slice. */
  readonly invoke: (event: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly event: Readonly<Record<string, unknown>>;
  /** How long a slice lasts; absent: two seconds. */
  readonly sliceMs?: number;
  /** Where an earlier run has ended. */
  readonly resume: Resume | undefined;
  /** Ends the run after the slice that is under way. */
  readonly signal: AbortSignal;
  /** Told of each slice. */
  readonly onSlice: (slice: Slice) => void;
}

/** How a run ended, and what all its slices came to, those of the run that it goes on with among them. */
export interface Run {
  readonly end: 'done' | 'interrupted' | 'failed';
  /** Why it failed. */
  readonly reason: string | undefined;
  readonly counts: Readonly<Record<string, number>>;
  /** How many findings of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** With which the next run goes on; undefined when there is nothing to go on with. */
  readonly resume: string | undefined;
}

/** Long enough to be worth an invocation, short enough for a person who watches or has pressed Ctrl-C. */
const shortMs = 2_000;

/** Runs a tool slice after slice to its end. Nothing is kept of the slices but sums. */
export async function runSlices({ invoke, event, signal, onSlice, ...options }: RunOptions): Promise<Run> {
  const counts: Record<string, number> = { ...options.resume?.counts };
  const kinds: Record<string, number> = { ...options.resume?.kinds };
  let resume = options.resume?.token;
  const { sliceMs = shortMs } = options;
  const endAs = (end: Run['end'], reason?: string): Run => ({ end, reason, counts, kinds, resume });
  while (!signal.aborted) {
    let slice: Slice;
    try {
      slice = toSlice(await invoke({ ...event, sliceMs, ...(resume !== undefined && { resume }) }));
    } catch (error) {
      return endAs('failed', error instanceof Error ? error.message : String(error));
    }
    add(counts, slice.counts);
    for (const { kind } of slice.findings) add(kinds, { [kind]: 1 });
    onSlice(slice);
    resume = slice.resume;
    if (slice.isDone) return endAs('done');
  }
  return endAs('interrupted');
}

function add(sums: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
}

function toSlice(answer: unknown): Slice {
  const isSlice = typeof answer === 'object' && answer !== null && 'isDone' in answer && 'findings' in answer;
  if (isSlice) return answer as Slice;
  throw new Error(`Expected a slice of work, got ${JSON.stringify(answer)?.slice(0, 200)}.`);
}
