import { setTimeout as sleep } from 'node:timers/promises';
import { entities } from '../../artifacts/indexer/src/entities/registry.ts';
import { refreshIndex } from '../../local/stack/opensearch.ts';
import { readStreamStatus } from '../../local/stack/read-stream-status.ts';
import type { Settings } from '../../local/stack/settings.ts';

const timeoutMs = 150_000;
const pollMs = 100;

/**
 * Waits until everything that was written before is through, the jobs that followed from it included, and searches find it.
 * Resolves with the seconds that took; undefined when it took too long.
 */
export async function waitUntilQuiet(settings: Settings): Promise<number | undefined> {
  const startedMs = Date.now();
  // Jobs come from the table's stream: its end has to be seen first.
  for (const name of ['library', 'jobs'] as const) {
    const sinceMs = Date.now();
    for (;;) {
      const status = readStreamStatus(settings, name);
      if (status?.caughtUp && Date.parse(status.updatedAt) > sinceMs) break;
      if (Date.now() > startedMs + timeoutMs) return undefined;
      await sleep(pollMs);
    }
  }
  const seconds = (Date.now() - startedMs) / 1_000;
  await refreshIndex(settings.opensearchUrl, entities.map(({ index }) => index).join());
  return seconds;
}
