import { IndexerError } from '../core/errors.ts';
import { type FindHeartbeatDependencies, type Found, findHeartbeat } from './find-heartbeat.ts';

export interface AwaitDependencies extends FindHeartbeatDependencies {
  readonly wait: (ms: number) => Promise<void>;
  /** How long the invocation may still last. */
  readonly remainingMs: () => number;
}

const pollMs = 1_000;
/** For the counting and the answer after it. */
const reserveMs = 5_000;

/**
 * Waits until a heartbeat is searchable that was written after `since` (ISO 8601). A heartbeat carries the time for which it was
 * due, and is never written earlier: so one that names a later time was. One of the minute that had begun may have been
 * written before. Throws `measure.heartbeat-late`.
 */
export async function awaitHeartbeat(
  { since, seconds }: { readonly since: string; readonly seconds: number },
  dependencies: AwaitDependencies,
): Promise<void> {
  const { nowMs, wait, remainingMs } = dependencies;
  const sinceMs = Date.parse(since);
  for (;;) {
    const found = await findHeartbeat(dependencies);
    if (found.kind === 'found' && Date.parse(found.heartbeatAt ?? '') > sinceMs) return;
    const waitedMs = nowMs() - sinceMs;
    const leftMs = Math.min(seconds * 1_000 - waitedMs, remainingMs() - reserveMs);
    if (leftMs <= 0) throw toLate(found, `written after ${since} within ${Math.round(waitedMs / 1_000)} s`);
    await wait(Math.min(pollMs, leftMs));
  }
}

function toLate(found: Found, expected: string): IndexerError {
  const seen = found.kind === 'found' ? (found.heartbeatAt ?? 'none at all') : `no answer (${found.reason})`;
  return new IndexerError(
    'measure.heartbeat-late',
    `Expected a search to find a heartbeat ${expected}, got ${seen}. Look whether the item \`Heartbeat:minute\` of the table is newer: if not, its schedule is at fault, else the stream's function or what it writes to.`,
  );
}
