import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Exit, Launch, PartPlan } from './part.ts';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';
import { rotateLog } from './rotate-log.ts';
import { projectRoot } from './settings.ts';

export interface RunningPart {
  readonly plan: PartPlan;
  /** Undefined when the process could not be started or is gone already. */
  readonly process: ProcessIdentity | undefined;
  readonly exited: Promise<Exit>;
  /** Asks the process to end, kills it when it does not in time, and resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the process with its output in its log; it does not wait until it is healthy.
 * The process holds a pipe from us as its standard input: when we die, however, the pipe's end tells it to stop.
 */
export function runPart(plan: PartPlan, launch: Launch): RunningPart {
  mkdirSync(dirname(plan.logPath), { recursive: true });
  rotateLog(plan.logPath);
  launch.beforeStart?.();
  const log = openSync(plan.logPath, 'a');
  const child = spawn(launch.command, launch.args, {
    cwd: projectRoot,
    env: launch.env,
    stdio: ['pipe', log, log],
    // A Ctrl-C goes to the whole foreground group; the order of stopping is ours to keep.
    detached: true,
  });
  closeSync(log);
  child.stdin?.on('error', () => {});
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: null, error: error.message });
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), plan.stopTimeoutMs);
    await exited;
    clearTimeout(timer);
  };
  return { plan, process: child.pid === undefined ? undefined : identifyProcess(child.pid), exited, stop };
}
