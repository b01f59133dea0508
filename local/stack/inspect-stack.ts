import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity, signalProcess } from './process-identity.ts';
import type { Settings } from './settings.ts';
import { readStackState, type StackState } from './stack-state.ts';

/** `abandoned`: the supervisor died without a word, such as by SIGKILL; the state is the last that it wrote. */
export type Inspected =
  | { readonly kind: 'absent' }
  | { readonly kind: 'alive' | 'ended' | 'abandoned'; readonly state: StackState };

/** Whether this data folder's stack runs: what its supervisor wrote, held against the processes there are. */
export function inspectStack(settings: Pick<Settings, 'dataDir'>): Inspected {
  const state = readStackState(settings);
  if (!state) return { kind: 'absent' };
  if (isRunning(state.supervisor)) return { kind: 'alive', state };
  return { kind: state.state === 'stopped' || state.state === 'failed' ? 'ended' : 'abandoned', state };
}

/** Resolves when the process is gone. */
async function waitUntilGone(process: ProcessIdentity): Promise<void> {
  while (isRunning(process)) await sleep(50);
}

/** Asks a supervisor to stop its stack in order, and resolves when all is gone. */
export async function stopSupervisor(supervisor: ProcessIdentity): Promise<void> {
  signalProcess(supervisor, 'SIGTERM');
  await waitUntilGone(supervisor);
}

const leftoverTimeoutMs = 30_000;

/** Ends what an abandoned stack may have left, and resolves when it is gone; returns how many processes that were. */
export async function endLeftovers(inspected: Inspected): Promise<number> {
  if (inspected.kind !== 'abandoned') return 0;
  const processes = inspected.state.parts.flatMap(({ process }) => (process && isRunning(process) ? [process] : []));
  await Promise.all(
    processes.map(async (process) => {
      signalProcess(process, 'SIGTERM');
      const timer = setTimeout(() => signalProcess(process, 'SIGKILL'), leftoverTimeoutMs);
      await waitUntilGone(process);
      clearTimeout(timer);
    }),
  );
  return processes.length;
}
