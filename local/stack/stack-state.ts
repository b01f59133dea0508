import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from './has-code.ts';
import type { ProcessIdentity } from './process-identity.ts';
import type { Settings } from './settings.ts';

export type PartName = 'dynamodb' | 'opensearch' | 'gateway' | 'stream' | 'page';

/** `external`: a running server that we only use. */
export type PartState = 'waiting' | 'starting' | 'up' | 'external' | 'stopping' | 'stopped';

export interface PartReport {
  readonly name: PartName;
  readonly address: string;
  readonly state: PartState;
  readonly process?: ProcessIdentity;
  /** Milliseconds from its start until it answered. */
  readonly upAfterMs?: number;
}

/** Why the stack is down although nobody asked for it. */
export interface Failure {
  readonly part: PartName | 'stack';
  readonly reason: string;
  readonly remedy: string;
  readonly lastLines: readonly string[];
}

/** What `stack.json` holds: written by the supervisor alone, read by every verb. Times are epoch milliseconds. */
export interface StackState {
  readonly format: 1;
  readonly state: 'starting' | 'running' | 'stopping' | 'stopped' | 'failed';
  readonly supervisor: ProcessIdentity;
  readonly changedAt: number;
  readonly parts: readonly PartReport[];
  readonly failure?: Failure;
}

export const stackStatePath = (settings: Pick<Settings, 'dataDir'>) => join(settings.dataDir, 'stack.json');

/** The last state that a supervisor wrote, or undefined when there is none that can be read. */
export function readStackState(settings: Pick<Settings, 'dataDir'>): StackState | undefined {
  try {
    return parseStackState(readFileSync(stackStatePath(settings), 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** A text that is not of this format says nothing about running processes: it counts as no state. */
export function parseStackState(text: string): StackState | undefined {
  try {
    const value = JSON.parse(text) as StackState | null;
    return value?.format === 1 && Array.isArray(value.parts) && typeof value.supervisor?.pid === 'number'
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces `stack.json` in one step: a reader sees the old state or the new one. */
export function writeStackState(settings: Pick<Settings, 'dataDir'>, state: StackState): void {
  const path = stackStatePath(settings);
  writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
