import { setTimeout as sleep } from 'node:timers/promises';
import { entities } from '../../artifacts/indexer/src/entities/registry.ts';
import { refreshIndex } from './opensearch.ts';
import { readStreamStatus } from './read-stream-status.ts';
import type { Settings } from './settings.ts';

const timeoutMs = 60_000;
const pollMs = 100;

/**
 * Waits until a search finds all that was written before `sinceMs` (epoch milliseconds). Resolves with false when that
 * takes longer than a minute, or the signal fires.
 */
export async function waitForIndex(
  settings: Settings,
  { sinceMs, signal }: { readonly sinceMs: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!isCaughtUp(settings, sinceMs)) {
    if (signal.aborted || Date.now() > deadline) return false;
    await sleep(pollMs);
  }
  await Promise.all(entities.map(({ index }) => refreshIndex(settings.opensearchUrl, index)));
  return true;
}

function isCaughtUp(settings: Settings, sinceMs: number): boolean {
  const status = readStreamStatus(settings);
  return status?.caughtUp === true && Date.parse(status.updatedAt) > sinceMs;
}
