import { setTimeout as sleep } from 'node:timers/promises';
import { stopSupervisor } from './inspect-stack.ts';
import { logPath } from './plan-servers.ts';
import { isRunning, type ProcessIdentity } from './process-identity.ts';
import { readLastLines } from './read-last-lines.ts';
import type { Settings } from './settings.ts';
import { type Failure, type PartReport, readStackState } from './stack-state.ts';

export type StartEnd =
  | { readonly kind: 'running' | 'interrupted' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface FollowOptions {
  readonly supervisor: ProcessIdentity;
  readonly signal: AbortSignal;
  readonly onPart: (part: PartReport) => void;
}

const pollMs = 50;

/**
 * Follows a supervisor until its stack runs and calls `onPart` for each part that has come up. When it has failed, or the
 * signal has fired, nothing of it runs any more when this resolves.
 */
export async function followStart(
  settings: Pick<Settings, 'dataDir'>,
  { supervisor, signal, onPart }: FollowOptions,
): Promise<StartEnd> {
  const told = new Set<string>();
  while (!signal.aborted) {
    // Asked before the state is read: a supervisor writes its last word before it goes.
    const isAlive = isRunning(supervisor);
    const state = readStackState(settings);
    const own = state?.supervisor.pid === supervisor.pid ? state : undefined;
    for (const part of own?.parts ?? []) {
      if ((part.state !== 'up' && part.state !== 'external') || told.has(part.name)) continue;
      told.add(part.name);
      onPart(part);
    }
    if (own?.state === 'running') return { kind: 'running' };
    // Somebody else has stopped it, such as by `make down`.
    if (!isAlive && own?.state === 'stopped') return { kind: 'interrupted' };
    if (!isAlive) return { kind: 'failed', failure: own?.failure ?? describeSilence(settings) };
    await sleep(pollMs);
  }
  await stopSupervisor(supervisor);
  return { kind: 'interrupted' };
}

/** A supervisor that died before it could say why. */
function describeSilence(settings: Pick<Settings, 'dataDir'>): Failure {
  const path = logPath(settings, 'stack');
  return {
    part: 'stack',
    reason: 'The supervisor ended before the stack was up.',
    remedy: `See ${path}, then: make up`,
    lastLines: readLastLines(path),
  };
}
