import { insist } from './insist.ts';
import type { RedriveDependencies, RedriveStep } from './redrive.ts';
import { redriveInvocation } from './redrive-invocation.ts';
import type { RedrivePosition, RedriveRequest } from './redrive-position.ts';
import type { Finding } from './slice.ts';

const source = { code: 'invocations.unavailable', name: 'the place of the failed invocations' } as const;

/** One page of the invocations that Lambda gave up on, one after the other, for as long as there is time. */
export async function redriveInvocations(
  position: RedrivePosition,
  request: RedriveRequest,
  d: RedriveDependencies,
): Promise<RedriveStep> {
  const page = await insist(source, () => d.failedInvocations.list(position.from), d);
  const findings: Finding[] = [];
  let at = position;
  for (const name of page.names.slice(Math.max(0, page.names.indexOf(position.begun?.name ?? '')))) {
    if (at !== position && !d.hasTime()) return { findings, next: at };
    const begun = at.begun?.name === name ? at.begun : undefined;
    const step = await redriveInvocation(name, { request, begun }, d);
    findings.push(...step.findings);
    if (step.begun) return { findings, next: { ...at, begun: step.begun } };
    at = { ...at, from: name, begun: undefined, done: at.done + 1 };
  }
  if (page.hasMore) return { findings, next: at };
  return { findings, next: { ...at, phase: 'jobs', from: undefined, done: 0 } };
}
