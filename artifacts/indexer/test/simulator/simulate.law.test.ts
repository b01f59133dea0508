import { expect, test } from '@jest/globals';
import { fc, seed as firstSeed } from '../../../../test/support/fast-check.ts';
import { history } from './history.ts';
import { runHistory } from './run-history.ts';
import { describe, simulate } from './simulate.ts';

const runs = Number(process.env.MILLRACE_TEST_HISTORIES ?? 3_000);

test(`keeps all laws in ${runs} histories (MILLRACE_TEST_SEED=${firstSeed})`, async () => {
  const broken = await simulate({ firstSeed, runs });

  expect(broken ? describe(broken) : 'no law is broken').toBe('no law is broken');
}, 1_800_000);

test('lives the very same histories again from the same seed', async () => {
  const trace = async (): Promise<readonly string[]> => {
    const lines: string[] = [];
    for (const drawn of fc.sample(history(), { seed: 1, numRuns: 5 })) {
      await runHistory(drawn, { trace: (line) => lines.push(line) });
    }
    return lines;
  };

  const lines = await trace();

  expect(lines.length).toBeGreaterThan(100);
  expect(await trace()).toEqual(lines);
});
