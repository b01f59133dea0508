import { type Item, isMalformed, type Key } from '../core/attribute-value.ts';
import type { Change } from '../core/change.ts';
import { comparePlace, type Difference, type Standing, type Wanted } from '../core/compare-place.ts';
import type { Entity } from '../core/entity.ts';
import { parseExactly } from '../core/exact-json.ts';
import type { Planned } from '../core/plan-change.ts';
import { toJoinedNames } from '../core/read-document.ts';
import { toKeyChanges } from '../core/to-key-changes.ts';
import { planChanges } from '../flow/plan-changes.ts';
import { insist, theTable } from './insist.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import { readPlaces } from './read-places.ts';

/** A change that asks for the present state of one item, and the index where it is to be looked at. */
export interface Watched {
  readonly change: Change;
  /** Concrete index. */
  readonly index: string;
}

/** Table and index at one place, at one moment or nearly so. */
export interface Look {
  readonly wanted: Wanted;
  readonly found: Standing | 'absent';
  /** Undefined: the place is right. */
  readonly difference: Difference | undefined;
  /** The item that the document shows; undefined when there is none. */
  readonly item: Item | undefined;
}

type Plan = (changes: readonly Change[]) => Promise<ReadonlyMap<Change, Planned>>;

/** The change that makes the index of `entity` show whatever the table holds of this key; undefined for what is no key. */
export function askFor(key: Key, entity: Entity): Change | undefined {
  const changes = toKeyChanges(key, [entity]);
  return isMalformed(changes) ? undefined : changes[0];
}

/**
 * Looks at each place: first the table, then the index, so that what is newer in the index than in the table is at most as
 * old as the look. Throws when either does not answer.
 */
export async function lookAtPlaces(
  watched: readonly Watched[],
  dependencies: KeeperDependencies,
  plan: Plan = (changes) => planChanges(changes, dependencies.readItems),
): Promise<readonly Look[]> {
  const plans = await planAll(
    watched.map(({ change }) => change),
    { plan, dependencies },
  );
  const places = watched.map(({ change, index }) => ({ index, documentId: change.documentId }));
  const standings = await readPlaces(places, dependencies);
  return watched.map(({ change }, i) => {
    const found = standings[i] ?? 'absent';
    const planned = plans.get(change) ?? ({ kind: 'unread' } as const);
    const wanted = toWanted(change, planned);
    const item = planned.kind === 'operation' ? planned.operation.change.item : undefined;
    return { wanted, found, difference: comparePlace(wanted, found), item };
  });
}

async function planAll(
  changes: readonly Change[],
  { plan, dependencies }: { readonly plan: Plan; readonly dependencies: KeeperDependencies },
): Promise<ReadonlyMap<Change, Planned>> {
  const plans = new Map<Change, Planned>();
  const read = async (): Promise<true | undefined> => {
    const open = changes.filter((change) => !plans.has(change));
    for (const [change, planned] of await plan(open)) if (planned.kind !== 'unread') plans.set(change, planned);
    return plans.size === new Set(changes).size ? true : undefined;
  };
  await insist(theTable, read, dependencies);
  return plans;
}

function toWanted({ entity, version }: Change, plan: Planned): Wanted {
  if (plan.kind !== 'operation') {
    return { kind: 'refused', version, reason: plan.kind === 'refused' ? plan.reason : plan.kind };
  }
  const { change, document, externalVersion } = plan.operation;
  if (document === undefined) return { kind: 'nothing' };
  const source = parseExactly(document);
  return { kind: 'document', version: change.version, externalVersion, source, joined: toJoinedNames(entity) };
}
