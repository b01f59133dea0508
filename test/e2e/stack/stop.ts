import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ends what `start` began, and removes what it stored. */
export default async function stop(): Promise<void> {
  const pid = Number(process.env.MILLRACE_TEST_SUPERVISOR_PID);
  if (isAlive(pid)) process.kill(pid, 'SIGTERM');
  for (const deadline = Date.now() + 60_000; isAlive(pid) && Date.now() < deadline; ) await sleep(100);
  rmSync(process.env.MILLRACE_TEST_ROOT ?? '', { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
