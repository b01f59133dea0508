import type { Change } from '../core/change.ts';
import type { Entity } from '../core/entity.ts';
import type { Verdict } from '../core/outcome.ts';
import type { Planned } from '../core/plan-change.ts';
import { planChanges } from '../flow/plan-changes.ts';
import { writeChanges } from '../flow/write-changes.ts';
import { deleteNameless } from './delete-nameless.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import { askFor } from './look-at-places.ts';
import type { Finding } from './slice.ts';

/** Bounds what is in memory. */
const pageSize = 500;

/**
 * Writes the present state of each place that a comparison has named, to every index that its entity is written to. Tells
 * what became of each: `written`, `deleted`, `parked` because OpenSearch refuses it, or `failed`.
 */
export async function repairFindings(
  findings: readonly Finding[],
  dependencies: KeeperDependencies,
): Promise<readonly Finding[]> {
  const repaired: Finding[] = [];
  for (let i = 0; i < findings.length; i += pageSize) {
    const page = findings.slice(i, i + pageSize);
    repaired.push(...(await repairPage(page, dependencies)));
  }
  return repaired;
}

async function repairPage(findings: readonly Finding[], dependencies: KeeperDependencies): Promise<readonly Finding[]> {
  const entities = await findWritten(dependencies);
  const changes = new Map<string, Change>();
  for (const { index, documentId, key } of findings) {
    const entity = entities.get(index);
    const change = key && entity && askFor(key, entity);
    // One change writes all indexes of its entity.
    if (change) changes.set(`${entity.index}/${documentId}`, change);
  }
  const plans = await planChanges([...changes.values()], dependencies.readItems);
  const verdicts = await writeChanges(plans, dependencies);

  const repaired: Finding[] = [];
  for (const finding of findings) {
    const entity = entities.get(finding.index);
    const change = changes.get(`${entity?.index}/${finding.documentId}`);
    if (!entity) repaired.push(toFailed(finding, 'the index is written no more'));
    else if (!change) repaired.push(await deleteNameless(finding, dependencies));
    else repaired.push(toRepaired(finding, verdicts.get(change), plans.get(change)));
  }
  return repaired;
}

/** Which entity is written to which concrete index. */
async function findWritten({ entities, findWriteTargets }: KeeperDependencies): Promise<ReadonlyMap<string, Entity>> {
  const found = new Map<string, Entity>();
  for (const entity of entities) for (const index of await findWriteTargets(entity)) found.set(index, entity);
  return found;
}

function toRepaired(finding: Finding, verdict: Verdict | undefined, plan: Planned | undefined): Finding {
  switch (verdict?.outcome) {
    case 'applied':
    case 'repaired':
    case 'superseded': {
      const isGone = plan?.kind === 'operation' && plan.operation.document === undefined;
      return { ...finding, kind: isGone ? 'deleted' : 'written', reason: `was ${finding.kind}` };
    }
    case 'parked':
      return { ...finding, kind: 'parked', reason: verdict.reason ?? 'refused' };
    case 'retry':
    case 'skipped':
    case undefined:
      return toFailed(finding, verdict?.reason ?? 'no verdict');
  }
}

function toFailed(finding: Finding, reason: string): Finding {
  return { ...finding, kind: 'failed', reason };
}
