import { getString, isMalformed, type Key } from '../core/attribute-value.ts';
import type { Reach } from '../core/change.ts';
import type { Join } from '../core/entity.ts';
import { isDone } from '../core/outcome.ts';
import type { Planned } from '../core/plan-change.ts';
import { toKeyChanges } from '../core/to-key-changes.ts';
import type { ParkedKey, ParkedKeys } from './parked-keys.ts';
import { planChanges } from './plan-changes.ts';
import { writeChanges } from './write-changes.ts';
import type { WriteDependencies } from './write-dependencies.ts';

type Reached = Pick<Reach, 'entity' | 'join'> & { readonly reaches: readonly { readonly reach: Reach }[] };

/** Parked documents that are planned and written at a time. */
const sliceSize = 100;

/**
 * Tries again the parked documents that show something of a changed item: it may have been what made them unacceptable, and
 * no document leads to them. False when that is not certain to have been done.
 */
export async function reachParked(
  { entity, join, reaches }: Reached,
  dependencies: WriteDependencies,
): Promise<boolean> {
  const rows = await listParked(dependencies.parkedKeys);
  if (!rows) return false;
  const values = new Set(reaches.map(({ reach }) => reach.value));
  const isUnordered = reaches.some(({ reach }) => reach.isUnordered);
  const keys = new Map<string, Key>();
  for (const { documentId, key, ...row } of rows) {
    const value = row.joined?.[join.by];
    if (row.entity === entity.name && key && (value === undefined || values.has(value))) keys.set(documentId, key);
  }
  const asked = [...keys.values()].flatMap((key) => {
    const changes = toKeyChanges(key, [entity], []);
    return isMalformed(changes) ? [] : changes.map((change) => ({ ...change, isUnordered }));
  });
  for (let i = 0; i < asked.length; i += sliceSize) {
    const plans = await planChanges(asked.slice(i, i + sliceSize), dependencies.readItems);
    const wanted = new Map([...plans].filter(([, plan]) => mayShow(plan, join, values)));
    const verdicts = await writeChanges(wanted, dependencies);
    if (![...verdicts.values()].every(({ outcome }) => isDone(outcome))) return false;
  }
  return true;
}

function mayShow(plan: Planned, { by }: Join, values: ReadonlySet<string>): boolean {
  if (plan.kind === 'unread') return true;
  const item = plan.kind === 'operation' ? plan.operation.change.item : undefined;
  return item !== undefined && values.has(getString(item, by) ?? '');
}

/** All rows; undefined when one of the pages could not be read. */
async function listParked({ list }: ParkedKeys): Promise<readonly ParkedKey[] | undefined> {
  const rows: ParkedKey[] = [];
  let from: string | undefined;
  do {
    const page = await list(from);
    if (!page) return undefined;
    rows.push(...page.keys);
    from = page.next;
  } while (from !== undefined);
  return rows;
}
