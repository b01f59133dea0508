import { runHistory } from './run-history.ts';
import { describe, simulate } from './simulate.ts';

/** `make simulate`: one history by its seed, or many from a seed that nobody has tried. */
const seed = process.env.SEED;
const firstSeed = seed ? Number(seed) : Date.now() % 2 ** 31;
const runs = Number(process.env.RUNS || (seed ? 1 : 1_000));
if (!Number.isSafeInteger(firstSeed) || !Number.isSafeInteger(runs) || runs < 1) {
  console.error(`Expected SEED and RUNS to be integers, got \`${seed ?? ''}\` and \`${process.env.RUNS ?? ''}\`.`);
  process.exit(2);
}
console.log(`Histories ${firstSeed} to ${firstSeed + runs - 1}`);
const broken = await simulate({ firstSeed, runs });
if (broken) {
  if (process.env.TRACE) await runHistory(broken.history, { trace: console.log }).catch(() => {});
  console.log(describe(broken));
  process.exit(1);
}
console.log('No law is broken.');
