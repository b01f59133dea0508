import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { medianOf } from '../results/summarize.ts';

const processes = 20;
const run = promisify(execFile);
const load = (url: string): string =>
  `const t = performance.now(); await import(${JSON.stringify(url)}); console.error(performance.now() - t); process.exit()`;

/** Kilobytes of a bundle, and how long a fresh process takes to load it. */
export async function measureBundle(
  path: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly kilobytes: number; readonly loadMs: number; readonly fastestMs: number }> {
  const taken: number[] = [];
  for (let i = 0; i < processes; i++) {
    const args = ['--input-type=module', '-e', load(pathToFileURL(path).href)];
    const options = {
      env: { PATH: process.env.PATH, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...env },
    };
    const { stderr } = await run(process.execPath, args, options);
    taken.push(Number(stderr.trim().split('\n').at(-1)));
  }
  return { kilobytes: statSync(path).size / 1_000, loadMs: medianOf(taken), fastestMs: Math.min(...taken) };
}
