import type { Key } from '../core/attribute-value.ts';
import type { Change, Reach } from '../core/change.ts';
import { decodeDocumentId } from '../core/encode-document-id.ts';
import { isDone } from '../core/outcome.ts';
import { hasSameFields } from '../core/project-document.ts';
import { type Planned, planChanges } from './plan-changes.ts';
import { type FoundReach, scanReached } from './scan-reached.ts';
import { writeChanges } from './write-changes.ts';
import type { WriteDependencies } from './write-dependencies.ts';

/** Reaches of one join, and the names of the table's key attributes. */
interface ReachGroup {
  readonly reaches: readonly Reach[];
  readonly keyNames: readonly string[];
}

/**
 * Carries changed items into all documents that show something of them, and gives back the reaches for which that is not
 * proven. Done inline for as long as the invocation lasts; a repeated call skips what is done already. The seam for a
 * durable job: it takes reaches and answers which are not (yet) safe to forget.
 */
export async function reachDocuments(
  changes: readonly Change[],
  dependencies: WriteDependencies,
): Promise<ReadonlySet<Reach>> {
  const unproven = new Set<Reach>();
  for (const group of groupByJoin(changes)) {
    const isReached = await reachGroup(group, dependencies);
    if (!isReached) for (const reach of group.reaches) unproven.add(reach);
  }
  return unproven;
}

function groupByJoin(changes: readonly Change[]): readonly ReachGroup[] {
  const groups = new Map<unknown, { reaches: Reach[]; keyNames: readonly string[] }>();
  for (const { key, reaches } of changes) {
    for (const reach of reaches) {
      const group = groups.get(reach.join) ?? { reaches: [], keyNames: Object.keys(key) };
      group.reaches.push(reach);
      groups.set(reach.join, group);
    }
  }
  return [...groups.values()];
}

async function reachGroup({ reaches, keyNames }: ReachGroup, dependencies: WriteDependencies): Promise<boolean> {
  const [first] = reaches;
  if (!first) return true;
  const { entity, join } = first;
  const values = [...new Set(reaches.map(({ value }) => value))];
  let isReached = true;
  for (const index of await dependencies.findWriteTargets(entity)) {
    const pages = scanReached({ entity, join, values, index }, dependencies.send);
    for await (const page of pages) {
      isReached = page !== 'failed' && (await writePage(page, { reach: first, keyNames, dependencies })) && isReached;
    }
  }
  return isReached;
}

interface PageContext {
  readonly reach: Reach;
  readonly keyNames: readonly string[];
  readonly dependencies: WriteDependencies;
}

/** Writes the present state of those documents of a page that do not show it. False when one is not proven. */
async function writePage(
  page: readonly FoundReach[],
  { reach, keyNames, dependencies }: PageContext,
): Promise<boolean> {
  const asked = new Map<Change, FoundReach>();
  for (const found of page) {
    const key = decodeDocumentId(found.documentId, keyNames);
    if (key) asked.set(toAsked(reach, key, found), found);
  }
  const plans = await planChanges([...asked.keys()], dependencies.readItems);
  const outdated = new Map([...plans].filter(([change, plan]) => !isCurrent(plan, asked.get(change))));
  const verdicts = await writeChanges(outdated, dependencies);
  return asked.size === page.length && [...verdicts.values()].every(({ outcome }) => isDone(outcome));
}

/** A change that asks for whatever the table holds now. Should that be nothing, the document referred to this value. */
function toAsked({ entity, join }: Reach, key: Key, { documentId, value }: FoundReach): Change {
  return {
    kind: 'delete',
    entity,
    key,
    documentId,
    version: 0n,
    item: { [join.by]: { S: value } },
    foreignWrite: false,
    source: 'table',
    reaches: [],
  };
}

/** The very sum proves that it was written from this state and by version, so that no older write can follow it. */
function isCurrent(plan: Planned, found: FoundReach | undefined): boolean {
  if (plan.kind !== 'operation' || !found) return false;
  const { externalVersion, joined } = plan.operation;
  return externalVersion === found.externalVersion && hasSameFields(joined, found.joined);
}
