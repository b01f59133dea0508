import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { medianOf } from '../results/summarize.ts';

export interface CpuResult {
  /** Microseconds of CPU a record, garbage collection and its threads included. */
  readonly first: number;
  readonly warm: number;
}

export interface CpuTask {
  readonly folder: string;
  readonly records: readonly unknown[];
  /** Only the pure functions, or all of the flow around them. */
  readonly path: 'core' | 'flow';
  readonly nodeFlags?: readonly string[];
}

const batches = 120;
/** Batches until the compiler has done its work. */
const warmUp = 40;
/** Fresh processes: what the collector does differs from one to the next. */
const processes = 5;

const run = promisify(execFile);

/** CPU of the indexer's own work for one batch, in fresh processes: the first batch of each, and the later ones. */
export async function measureCpu({ folder, records, path, nodeFlags = [] }: CpuTask): Promise<CpuResult> {
  const outfile = join(folder, 'core-cpu.mjs');
  const entry = fileURLToPath(new URL('core-cpu.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm' });
  const eventPath = join(folder, 'event.json');
  writeFileSync(eventPath, JSON.stringify({ Records: records }));
  const first: number[] = [];
  const warm: number[] = [];
  for (let i = 0; i < processes; i++) {
    const { stdout } = await run(process.execPath, [...nodeFlags, outfile, eventPath, path, String(batches)]);
    const taken = (JSON.parse(stdout) as number[]).map((micros) => micros / records.length);
    first.push(taken[0] ?? 0);
    warm.push(medianOf(taken.slice(warmUp)));
  }
  return { first: medianOf(first), warm: medianOf(warm) };
}
