import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot, type Settings } from '../../local/stack/settings.ts';

export interface ToolRun {
  readonly exitCode: number;
  /** What the run says of itself at its end; `{}` when it did not come that far. */
  readonly counts: Readonly<Record<string, number>>;
  /** The end of what it said, for a person. */
  readonly said: string;
  readonly seconds: number;
}

const timeoutMs = 240_000;

/** Runs the command line of the keeper's tools against the stack: its exit code is the verdict. */
export function runTool(settings: Settings, command: string): Promise<ToolRun> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MILLRACE_'));
  const env = {
    ...Object.fromEntries(inherited),
    MILLRACE_DATA_DIR: settings.dataDir,
    MILLRACE_DYNAMODB_URL: settings.dynamodbUrl,
    MILLRACE_OPENSEARCH_URL: settings.opensearchUrl,
  };
  const startedMs = performance.now();
  return new Promise((resolve) => {
    execFile(
      join(projectRoot, 'maintain', 'run'),
      [...command.split(' '), '--json'],
      { cwd: projectRoot, env, timeout: timeoutMs, maxBuffer: 2 ** 26 },
      (error, out, err) =>
        resolve({
          exitCode: error ? Number(error.code ?? 2) : 0,
          counts: parseCounts(out),
          said: `${out}${err}`.trim().slice(-1_000),
          seconds: (performance.now() - startedMs) / 1_000,
        }),
    );
  });
}

function parseCounts(out: string): Readonly<Record<string, number>> {
  try {
    const summary = JSON.parse(out.trim().split('\n').at(-1) ?? '') as { counts?: Record<string, number> };
    return summary.counts ?? {};
  } catch {
    return {};
  }
}
