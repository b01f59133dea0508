import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process id alone is handed out again, after a restart of the machine at the latest; with its start it is not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The process's start, in a form that is only compared. */
  readonly startedAt: string;
}

/** Undefined when there is no such process. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? readStartOnLinux(pid) : readStartFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  return identifyProcess(pid)?.startedAt === startedAt;
}

/** Sends the signal only when the process is still the one that was meant. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (isRunning(identity)) process.kill(identity.pid, signal);
}

function readStartOnLinux(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field, the command in parentheses, may hold spaces; state is the third field, start time the 22nd.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isZombie = fields[0] === 'Z' || fields[0] === 'X';
  return isZombie ? undefined : `${readBootId()}/${fields[19]}`;
}

// Start times count from the machine's start.
const readBootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

function readStartFromPs(pid: number): string | undefined {
  try {
    const start = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
    return start.trim() || undefined;
  } catch {
    return undefined;
  }
}
