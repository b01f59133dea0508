import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readEnv } from '../deploy/read-env.ts';
import { UsageError } from '../deploy/usage-error.ts';
import { loadSettings, SettingsError } from '../local/stack/settings.ts';
import { isExecutionOf, openEngine } from './engine.ts';
import { judgeRun } from './judge-run.ts';
import { openDeployed } from './open-deployed.ts';
import { openLocal } from './open-local.ts';
import { type Command, isExecution, parseCommand } from './parse-command.ts';
import { renderHelp } from './render-help.ts';
import { renderFinding, renderSummary, sayHowToGoOn, toJsonSummary } from './render-lines.ts';
import { keepResume, loadResume } from './resume-token.ts';
import { runExecution } from './run-execution.ts';
import { type Run, runSlices } from './run-slices.ts';
import { type ProgressDisplay, showProgress } from './show-progress.ts';
import type { Finding } from './slice.ts';

// `maintain/run verify|repair|redrive|rebuild …`, and by that the verbs of the Makefile.

/** An invocation on AWS is worth more than one on this machine. */
const deployedSliceMs = 10_000;

interface Stage {
  readonly signal: AbortSignal;
  readonly progress: ProgressDisplay;
  readonly print: (findings: readonly Finding[]) => void;
}

/** Prints what is found as it is found, and the end. Gives the exit code. */
async function maintain(command: Command): Promise<number> {
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => interrupted.abort());
  const startedMs = performance.now();
  const progress = showProgress(command.tool);
  const render = command.isJson ? JSON.stringify : renderFinding;
  const print = (findings: readonly Finding[]): void => {
    if (findings.length > 0) progress.hide();
    process.stdout.write(findings.map((finding) => `${render(finding)}\n`).join(''));
  };
  const stage = { signal: interrupted.signal, progress, print };
  try {
    const isDivided = command.segments !== undefined || isExecution(command.resume);
    const run = await (isDivided ? runDivided(command, stage) : runOne(command, stage));
    progress.hide();
    const milliseconds = Math.round(performance.now() - startedMs);
    const ended = { command, run, judgement: judgeRun(command, run), milliseconds };
    process.stdout.write(command.isJson ? `${JSON.stringify(toJsonSummary(ended))}\n` : renderSummary(ended));
    process.stderr.write(sayHowToGoOn(command, run, (resume) => keepResume(resume, toResumePath(command))));
    return ended.judgement.exitCode;
  } finally {
    progress.hide();
  }
}

function toResumePath({ tool, environment }: Command): string {
  const name = environment === undefined ? tool : `${tool}-${environment}`;
  return join(loadSettings(process.env).dataDir, 'maintain', `${name}.resume`);
}

/** One function, on this machine or on AWS, slice after slice. */
async function runOne(command: Command, { signal, progress, print }: Stage): Promise<Run> {
  const settings = loadSettings(process.env);
  const resume = loadResume(command.resume);
  const isDeployed = command.environment !== undefined;
  const tool = isDeployed
    ? await openDeployed(await readEnv(command.environment), process.env)
    : await openLocal(settings, (line) => process.stderr.write(`${line}\n`));
  try {
    return await runSlices({
      ...{ ...tool, event: command.event, resume, signal, ...(isDeployed && { sliceMs: deployedSliceMs }) },
      onSlice: (slice) => {
        print(slice.findings);
        if (!slice.isDone) progress.update(slice.progress);
      },
    });
  } finally {
    await tool.close();
  }
}

/** Many, by the state machine, which goes on whether anybody watches or not. */
async function runDivided(command: Command, { signal, progress, print }: Stage): Promise<Run> {
  const environment = await readEnv(command.environment ?? '');
  const executionArn = isExecution(command.resume) ? command.resume : undefined;
  if (executionArn !== undefined && !isExecutionOf(environment, executionArn))
    throw new UsageError(`Expected an execution of ${environment.prefix}-keeper, got ${executionArn}.`);
  const run = await runExecution({
    ...{ engine: await openEngine(environment, process.env), command, executionArn, signal },
    onStart: (arn) => void process.stderr.write(`${arn}\n`),
    onProgress: progress.update,
    nowMs: Date.now,
    wait: async (ms) => void (await setTimeout(ms, undefined, { signal }).catch(() => {})),
  });
  print(run.findings);
  return run;
}

async function main(): Promise<number> {
  // Whoever read the output may go early, as `head` does; the tool does its work all the same.
  process.stdout.on('error', () => {});
  const args = process.argv.slice(2);
  try {
    const command = parseCommand(args);
    if (!command.isHelp) return await maintain(command);
    process.stdout.write(renderHelp(command.tool));
    return 0;
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return 2;
  }
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return error.remedy ? `${error.message}\nRemedy: ${error.remedy}` : error.message;
  if (error instanceof SettingsError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.exitCode = await main();
