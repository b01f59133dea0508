import { execFileSync } from 'node:child_process';
import type { ChaosStack } from './start-stack.ts';

/** Ends the process that runs this bundle for the stream, as Lambda may at any time. False when none runs. */
export function killFunction(stack: ChaosStack, bundle: 'index.mjs' | 'jobs.mjs'): boolean {
  const parent = stack.pidOf('stream');
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const pids = processes.flatMap((line) => {
    const [, pid, ppid, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent && args.includes(`dist/${bundle}`) ? [Number(pid)] : [];
  });
  for (const pid of pids) kill(pid);
  return pids.length > 0;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended since: so it is as dead as it should be.
  }
}
