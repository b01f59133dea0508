import fc from 'fast-check';
import { type History, type HistoryLimits, history } from './history.ts';
import { LawError } from './law-error.ts';
import { type RunOptions, runHistory } from './run-history.ts';

export interface Broken {
  /** Makes the very same history again, by itself. */
  readonly seed: number;
  readonly error: unknown;
  /** The smallest history that breaks a law, too. */
  readonly history: History;
}

export interface SimulateOptions extends RunOptions {
  /** Of the first history; each further one has the next. */
  readonly firstSeed: number;
  readonly runs: number;
  readonly limits?: HistoryLimits;
  /** False leaves the first history that breaks a law as it is, which is quicker. */
  readonly isShrinking?: boolean;
  /** How long to look for a smaller history that breaks a law. */
  readonly maxShrinkMs?: number;
}

/** Lives history after history until one breaks a law. One number fixes all of a history. */
export async function simulate(options: SimulateOptions): Promise<Broken | undefined> {
  const { firstSeed, runs, limits, isShrinking = true, maxShrinkMs = 60_000, ...run } = options;
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const property = fc.asyncProperty(history(limits), (drawn) => runHistory(drawn, run));
    const details = await fc.check(property, {
      // The first draws of fast-check prefer small values; every other history has them all alike.
      ...{ seed, numRuns: 1, endOnFailure: !isShrinking, unbiased: seed % 2 === 0 },
      ...{ interruptAfterTimeLimit: maxShrinkMs, markInterruptAsFailure: true },
    });
    if (details.failed && details.counterexample) {
      return { seed, error: details.errorInstance, history: details.counterexample[0] };
    }
  }
  return undefined;
}

/** For a person: which law, how to see it again, and all that was drawn. */
export function describe(
  { seed, error, history: drawn }: Broken,
  again: (seed: number) => string = (of) => `make simulate SEED=${of}`,
): string {
  const what = error instanceof LawError ? error.message : error instanceof Error ? (error.stack ?? '') : String(error);
  return [what, `Again: ${again(seed)}`, fc.stringify(drawn)].join('\n');
}
