import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { fc, seed as firstSeed } from '../../../../test/support/fast-check.ts';
import { history } from './history.ts';
import { runHistory } from './run-history.ts';

const runs = Number(process.env.MILLRACE_TEST_HISTORIES ?? 3_000);
const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** In a process of its own: Jest follows every promise, and thousands of histories are millions of them. */
async function simulate(seed: number, count: number): Promise<string> {
  const env = { ...process.env, NODE_OPTIONS: '', SEED: String(seed), RUNS: String(count) };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', main], { env }).catch(
    (error: { readonly stdout: string }) => error,
  );
  return stdout;
}

test(`keeps all laws in ${runs} histories (MILLRACE_TEST_SEED=${firstSeed})`, async () => {
  const half = Math.ceil(runs / 2);
  const parts = [[firstSeed, half] as const, [firstSeed + half, runs - half] as const].filter(([, count]) => count > 0);

  const said = await Promise.all(parts.map(([seed, count]) => simulate(seed, count)));

  expect(said).toEqual(parts.map(([seed, count]) => `Histories ${seed} to ${seed + count - 1}\nNo law is broken.\n`));
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
