import { fileURLToPath } from 'node:url';
import type { Finding, Slice } from '../../../artifacts/indexer/src/keeper/slice.ts';
import { createFunction } from '../../../local/function/create-function.ts';
import { functionEnvironment } from '../../../local/function/function-environment.ts';
import { servers } from './servers.ts';

const bundle = fileURLToPath(new URL('../../../artifacts/indexer/dist/maintain.mjs', import.meta.url));

export interface ToolRun {
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
  readonly slices: number;
}

/** The entry point `maintain` as it is deployed, on the servers of the tests or those that the variables name. */
export function createTool(variables: Readonly<Record<string, string>> = {}) {
  const env = { ...functionEnvironment(servers), INDEXER_LOG_LEVEL: 'silent', ...variables };
  const fn = createFunction({ name: 'maintain', bundle, env, timeoutMs: 120_000, memoryMb: 512, log: () => {} });
  const run = async (event: Readonly<Record<string, unknown>>): Promise<ToolRun> => {
    const findings: Finding[] = [];
    const counts: Record<string, number> = {};
    for (let slices = 1, resume: string | undefined; ; slices++) {
      // As it travels: JSON drops what is undefined.
      const slice = (await fn.invoke({ sliceMs: 1_000, ...event, resume })) as Slice;
      findings.push(...slice.findings);
      for (const [name, count] of Object.entries(slice.counts)) counts[name] = (counts[name] ?? 0) + count;
      resume = slice.resume;
      if (slice.isDone) return { findings, counts, slices };
    }
  };
  return { run, close: fn.close };
}
