import type { Change } from '../core/change.ts';
import type { Planned } from '../core/plan-change.ts';
import { planChanges, planJoined } from './plan-changes.ts';
import type { ReadItems } from './read-items.ts';

/** What was written for a change, or refused, in each index. */
export interface Shown {
  readonly plans: readonly Planned[];
  /** Its own item has to be read again, too: no version puts what was written in order. */
  readonly isByReadTime: boolean;
  /** Written from a read, beside the lane of its item, whose delete may be done by now: a sum with joined items may be above it. */
  readonly mayBeGone: boolean;
}

/**
 * Reads again, after the answer, what documents were built from, and gives back what has to be written once more: of two
 * writers the one that ends last has seen the newest state. Where versions put the item's own states in order, a change of
 * it comes as a record of its own; a change of an item it joins may have missed a document that was only being written.
 */
export async function recheckChanges(
  shown: ReadonlyMap<Change, Shown>,
  readItems: ReadItems,
): Promise<ReadonlyMap<Change, Planned>> {
  const own = new Map<Change, Change>();
  const joined = new Map<Change, Change>();
  const ends = new Map<Change, Change>();
  for (const [change, { plans, isByReadTime, mayBeGone }] of shown) {
    const [first] = plans;
    if (isByReadTime || first?.kind !== 'operation') own.set({ ...change, source: 'table' }, change);
    else if (change.entity.joins.length > 0) {
      joined.set(first.operation.change, change);
      if (mayBeGone) ends.set({ ...change, source: 'table' }, change);
    }
  }
  const outdated = new Map<Change, Planned>();
  for (const [asked, plan] of await planChanges([...own.keys()], readItems)) keep(own.get(asked), plan);
  for (const [asked, plan] of await planJoined([...joined.keys()], readItems)) keep(joined.get(asked), plan);
  // Only its end: a later state is its lane's to write, and what is written by the time of a read could fall behind that.
  for (const [asked, plan] of await planChanges([...ends.keys()], readItems)) {
    const isThere = plan.kind === 'operation' && plan.operation.document !== undefined;
    if (!isThere) keep(ends.get(asked), plan);
  }
  return outdated;

  function keep(change: Change | undefined, plan: Planned): void {
    const plans = change && shown.get(change)?.plans;
    if (change && !plans?.every((written) => isSamePlan(plan, written))) outdated.set(change, plan);
  }
}

/** Whether two plans make the same document of the same states. */
export function isSamePlan(a: Planned, b: Planned): boolean {
  if (a.kind === 'refused') return b.kind === 'refused';
  if (a.kind !== 'operation' || b.kind !== 'operation') return false;
  return a.operation.basis === b.operation.basis && a.operation.document === b.operation.document;
}
