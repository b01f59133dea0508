import { getString, isMalformed } from '../core/attribute-value.ts';
import type { Change, Reach } from '../core/change.ts';
import { isDone } from '../core/outcome.ts';
import type { Planned } from '../core/plan-change.ts';
import { toKeyChanges } from '../core/to-key-changes.ts';
import type { ParkedKey, ParkedKeys } from './parked-keys.ts';
import { planChanges } from './plan-changes.ts';
import { writeChanges } from './write-changes.ts';
import type { WriteDependencies } from './write-dependencies.ts';

type Reached = Pick<Reach, 'entity' | 'join'> & { readonly reaches: readonly { readonly reach: Reach }[] };

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
  const keys = new Map(
    rows.flatMap(({ key, ...row }) => (row.entity === entity.name && key ? [[row.documentId, key]] : [])),
  );
  const values = new Set(reaches.map(({ reach }) => reach.value));
  const isUnordered = reaches.some(({ reach }) => reach.isUnordered);
  const asked = [...keys.values()].flatMap((key) => {
    const changes = toKeyChanges(key, [entity], []);
    return isMalformed(changes) ? [] : changes.map((change) => ({ ...change, isUnordered }));
  });
  const plans = await planChanges(asked, dependencies.readItems);
  const isAbout = (plan: Planned): boolean => {
    if (plan.kind === 'unread') return true;
    const item = plan.kind === 'operation' ? plan.operation.change.item : undefined;
    return item !== undefined && values.has(getString(item, join.by) ?? '');
  };
  const wanted: ReadonlyMap<Change, Planned> = new Map([...plans].filter(([, plan]) => isAbout(plan)));
  if (wanted.size === 0) return true;
  return [...(await writeChanges(wanted, dependencies)).values()].every(({ outcome }) => isDone(outcome));
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
