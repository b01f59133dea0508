import { maxTargetAgeMs } from '../../flow/find-write-targets.ts';
import type { Rebuild } from './rebuild-row.ts';
import type { RebuildDependencies, Step } from './rebuild-step.ts';

/** Short, so that a person sees the seconds go by. */
const stepMs = 1_000;

/**
 * Waits until no invocation can be under way that knows the former write targets: they are looked up anew when they are
 * five seconds old, and no invocation outlasts its time limit. Counted from a kept time, so that another process can go on.
 */
export async function waitForIndexers(rebuild: Rebuild, next: Rebuild, d: RebuildDependencies): Promise<Step> {
  const waitMs = maxTargetAgeMs + d.streamTimeoutMs;
  const goneMs = () => Math.max(0, d.nowMs() - rebuild.aliasedAtMs);
  while (goneMs() < waitMs && d.hasTime()) await d.wait(Math.min(stepMs, waitMs - goneMs()));
  const gone = goneMs();
  if (gone >= waitMs) return { next };
  const toSeconds = (ms: number) => Math.floor(ms / 1_000);
  return {
    next: undefined,
    progress: { phase: 'waiting for the indexers (s)', done: toSeconds(gone), total: toSeconds(waitMs) },
  };
}
