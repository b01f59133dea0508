import { isMalformed } from '../core/attribute-value.ts';
import { toKeyChanges } from '../core/to-key-changes.ts';
import { maxTargetAgeMs } from '../flow/find-write-targets.ts';
import { type ParkedKey, recordsIndex } from '../flow/parked-keys.ts';
import { insist } from './insist.ts';
import type { RedriveDependencies, RedriveStep } from './redrive.ts';
import type { RedrivePosition, RedriveRequest } from './redrive-position.ts';
import type { Finding } from './slice.ts';
import { type AskedPlace, writePlaces } from './write-places.ts';

/** How far the clocks of two machines may be apart. */
const maxClockSkewMs = 60_000;

const source = { code: 'table.unavailable', name: 'the table of parked keys' } as const;

/** What is to be done with one row. */
type RowStep =
  | { readonly kind: 'write'; readonly places: readonly AskedPlace[] }
  | { readonly kind: 'clear' }
  | { readonly kind: 'leave'; readonly as: 'kept' | 'parked'; readonly reason: string };

/** One page of the table of parked keys: each row that may go through by now is tried once. */
export async function redriveParkedPage(
  position: RedrivePosition,
  { dryRun, reason = '' }: RedriveRequest,
  d: RedriveDependencies,
): Promise<RedriveStep> {
  const page = await insist(source, () => d.parkedKeys.list(position.from), d);
  const findings: Finding[] = [];
  const places: AskedPlace[] = [];
  for (const row of page.keys.filter((key) => key.reason.includes(reason))) {
    const step = await toStep(row, position, d);
    if (step.kind === 'leave') findings.push(toFinding(row, step.as, step.reason));
    else if (dryRun) findings.push(toFinding(row, `to-${step.kind}`, row.reason));
    else if (step.kind === 'clear') findings.push(await clear(row, d));
    else places.push(...step.places);
  }
  if (places.length > 0) findings.push(...(await writePlaces(places, d)));

  const { next: from } = page;
  if (from === undefined) return { findings, next: { ...position, phase: 'failed invocations', from, done: 0 } };
  return { findings, next: { ...position, from, done: position.done + page.keys.length } };
}

async function toStep(row: ParkedKey, { startedAtMs }: RedrivePosition, d: RedriveDependencies): Promise<RowStep> {
  if (row.index === recordsIndex || row.key === undefined) {
    return keep(`${row.reason} Nobody knows its item: run repair, then delete the row.`);
  }
  const entity = d.entities.find(({ name }) => name === row.entity);
  if (!entity) return keep(`Nothing indexes \`${row.entity}\` any more: delete the row.`);
  // Refused again by this run, or by the stream while it runs.
  if (row.parkedAtMs >= startedAtMs) return { kind: 'leave', as: 'parked', reason: row.reason };
  const targets = await d.findWriteTargets(entity);
  if (!targets.includes(row.index)) {
    // What is known of the aliases may be older than a new index and the first row of it.
    const isDropped = row.parkedAtMs < d.nowMs() - maxTargetAgeMs - maxClockSkewMs;
    return isDropped
      ? { kind: 'clear' }
      : keep('The index is not written any more, or not yet: try again in a minute.');
  }
  const changes = toKeyChanges(row.key, [entity]);
  if (isMalformed(changes)) return keep(`${changes.malformed} Run repair, then delete the row.`);
  return { kind: 'write', places: changes.map((change) => ({ change, index: row.index, row })) };
}

function keep(reason: string): RowStep {
  return { kind: 'leave', as: 'kept', reason };
}

async function clear(row: ParkedKey, { parkedKeys }: RedriveDependencies): Promise<Finding> {
  if (await parkedKeys.remove(row)) return toFinding(row, 'cleared', 'The index is not written any more.');
  return toFinding(row, 'failed', 'The row could not be removed.');
}

function toFinding({ index, documentId, key }: ParkedKey, kind: string, reason: string): Finding {
  return { kind, index, documentId, key, reason };
}
