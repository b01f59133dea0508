import { join } from 'node:path';
import { loadSettings, SettingsError } from '../local/stack/settings.ts';
import { judgeRun } from './judge-run.ts';
import { openLocal } from './open-local.ts';
import { type Command, parseCommand } from './parse-command.ts';
import { renderHelp } from './render-help.ts';
import { renderFinding, renderSummary, toJsonSummary } from './render-lines.ts';
import { keepResume, loadResume } from './resume-token.ts';
import { type Run, runSlices } from './run-slices.ts';
import { showProgress } from './show-progress.ts';
import type { Slice } from './slice.ts';
import { UsageError } from './usage-error.ts';

// `maintain/run verify|repair|redrive|rebuild …`, and by that the verbs of the Makefile.

/** Prints what is found as it is found, and the end. Gives the exit code. */
async function maintain(command: Command): Promise<number> {
  const settings = loadSettings(process.env);
  const resume = loadResume(command.resume);
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => interrupted.abort());
  const tool = await openLocal(settings, (line) => process.stderr.write(`${line}\n`));
  const startedMs = performance.now();
  const progress = showProgress(command.tool);
  const onSlice = (slice: Slice): void => {
    if (slice.findings.length > 0) progress.hide();
    const render = command.isJson ? JSON.stringify : renderFinding;
    process.stdout.write(slice.findings.map((finding) => `${render(finding)}\n`).join(''));
    if (!slice.isDone) progress.update(slice.progress);
  };
  try {
    const run = await runSlices({ ...tool, event: command.event, resume, signal: interrupted.signal, onSlice });
    progress.hide();
    const ended = {
      command,
      run,
      judgement: judgeRun(command, run),
      milliseconds: Math.round(performance.now() - startedMs),
    };
    process.stdout.write(command.isJson ? `${JSON.stringify(toJsonSummary(ended))}\n` : renderSummary(ended));
    process.stderr.write(sayHowToGoOn(command, run, join(settings.dataDir, 'maintain', `${command.tool}.resume`)));
    return ended.judgement.exitCode;
  } finally {
    progress.hide();
    await tool.close();
  }
}

function sayHowToGoOn({ tool }: Command, run: Run, path: string): string {
  const { end, reason = '', resume: token } = run;
  if (end === 'done') return '';
  const why = end === 'interrupted' ? 'Interrupted.' : reason;
  // What was asked for is wrong: to ask for it again does not help.
  if (reason.startsWith('maintain.')) return `${why}\n`;
  if (token === undefined) return `${why}\nTo start again: make ${tool}\n`;
  return `${why}\nTo go on, with the same flags: --resume ${keepResume({ ...run, token }, path)}\n`;
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
