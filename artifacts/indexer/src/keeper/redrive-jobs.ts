import { type JobId, toJobId } from '../flow/jobs.ts';
import { workJobs } from '../flow/work-jobs.ts';
import { insist } from './insist.ts';
import type { RedriveDependencies, RedriveStep } from './redrive.ts';
import type { RedrivePosition, RedriveRequest } from './redrive-position.ts';
import type { Finding } from './slice.ts';

const source = { code: 'table.unavailable', name: 'the table of jobs' } as const;

/** One page of the open jobs, worked off for as long as there is time: nobody else does so when their stream gave them up. */
export async function redriveJobs(
  position: RedrivePosition,
  { dryRun, reason }: RedriveRequest,
  d: RedriveDependencies,
): Promise<RedriveStep> {
  // Jobs are given up for no reason of their own.
  if (reason !== undefined) return { findings: [], next: undefined };
  const page = await insist(source, () => d.jobs.list(position.from), d);
  const findings: Finding[] = [];
  let at = position;
  for (const id of page.ids) {
    if (at !== position && !d.hasTime()) return { findings, next: at };
    const state = dryRun ? 'to-write' : await workOne(id, d);
    if (state === 'further') return { findings, next: at };
    findings.push({ kind: state, index: id.index, documentId: toJobId(id), key: undefined });
    at = { ...at, from: toJobId(id), done: at.done + 1 };
  }
  return { findings, next: page.next === undefined ? undefined : at };
}

/** One slice at least, so that a run comes to its end; `further` when the time did not last. */
async function workOne(id: JobId, d: RedriveDependencies): Promise<'applied' | 'failed' | 'further'> {
  let isBegun = false;
  const hasTime = (): boolean => {
    const isAllowed = !isBegun || d.hasTime();
    isBegun = true;
    return isAllowed;
  };
  const undone = await workJobs([id], { ...d, hasTime });
  if (undone.size > 0) return 'failed';
  return d.hasTime() || (await d.jobs.get(id)) === 'absent' ? 'applied' : 'further';
}
