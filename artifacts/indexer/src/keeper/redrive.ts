import type { FailedInvocations } from '../flow/failed-invocations.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import { redriveInvocations } from './redrive-invocations.ts';
import { redriveJobs } from './redrive-jobs.ts';
import { redriveParkedPage } from './redrive-parked-page.ts';
import { type RedrivePosition, type RedriveRequest, toPosition, toResume } from './redrive-position.ts';
import type { Finding, Slice } from './slice.ts';

export interface RedriveDependencies extends KeeperDependencies {
  readonly failedInvocations: FailedInvocations;
  /** Of the items; an invocation that was given up may be of another table. */
  readonly tableName: string;
}

export interface RedriveStep {
  readonly findings: readonly Finding[];
  /** Undefined at the end. */
  readonly next: RedrivePosition | undefined;
}

const phases = {
  'parked keys': redriveParkedPage,
  'failed invocations': redriveInvocations,
  jobs: redriveJobs,
} as const;

/**
 * Tries again what was given up: first the parked keys, then the invocations that Lambda gave up on, then the jobs whose
 * stream has given them up, each by the present state of its items and once in a run. One step at least is done in every slice, so that a run comes to its end.
 */
export async function redrive(request: RedriveRequest, d: RedriveDependencies): Promise<Slice> {
  const findings: Finding[] = [];
  let position = toPosition(request, d.nowMs());
  for (;;) {
    const { findings: found, next } = await phases[position.phase](position, request, d);
    findings.push(...found);
    if (!next || !d.hasTime()) return toSlice(findings, { request, position: next ?? position, isDone: !next });
    position = next;
  }
}

interface End {
  readonly request: RedriveRequest;
  readonly position: RedrivePosition;
  readonly isDone: boolean;
}

function toSlice(findings: readonly Finding[], { request, position, isDone }: End): Slice {
  const counts: Record<string, number> = {};
  for (const { kind } of findings) counts[kind] = (counts[kind] ?? 0) + 1;
  return {
    isDone,
    resume: isDone ? undefined : toResume(request, position),
    progress: { phase: position.phase, done: position.done, total: undefined },
    counts,
    findings,
  };
}
