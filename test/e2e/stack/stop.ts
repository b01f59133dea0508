import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signalProcess } from '../../../local/stack/process-identity.ts';
import { readStackState } from '../../../local/stack/stack-state.ts';

const stopTimeoutMs = 120_000;

/** Ends what `start` began, and removes what it stored. */
export default async function stop(): Promise<void> {
  const pid = Number(process.env.MILLRACE_TEST_SUPERVISOR_PID);
  const root = process.env.MILLRACE_TEST_ROOT ?? '';
  if (isAlive(pid)) process.kill(pid, 'SIGTERM');
  for (const deadline = Date.now() + stopTimeoutMs; isAlive(pid) && Date.now() < deadline; ) await sleep(100);
  if (isAlive(pid)) kill(pid, join(root, 'data'));
  rmSync(root, { recursive: true, force: true });
}

/** The supervisor first, as it would say what else has ended. */
function kill(pid: number, dataDir: string): void {
  process.kill(pid, 'SIGKILL');
  for (const part of readStackState({ dataDir })?.parts ?? []) if (part.process) signalProcess(part.process, 'SIGKILL');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
