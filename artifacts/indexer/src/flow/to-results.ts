import type { Change } from '../core/change.ts';
import type { Verdict } from '../core/outcome.ts';
import type { Operation, Planned } from '../core/plan-change.ts';
import type { Refusal } from './park-refused.ts';
import type { Sent } from './send-operations.ts';
import type { WriteDependencies } from './write-dependencies.ts';

/** What became of one change in one index; of one that could not be planned, in all of them. */
export type Result = Sent | { readonly kind: 'unplanned'; readonly index: string; readonly plan: Planned };

/** What became of one planned change, index by index. */
export async function toResults(
  change: Change,
  plan: Planned,
  sent: ReadonlyMap<Operation, readonly Sent[]>,
  { findWriteTargets }: WriteDependencies,
): Promise<readonly Result[]> {
  if (plan.kind === 'operation') return sent.get(plan.operation) ?? [];
  const indexes = plan.kind === 'refused' ? await findWriteTargets(change.entity) : [''];
  return indexes.map((index) => ({ kind: 'unplanned', index, plan }));
}

/** The places among them that have to be parked. */
export function toRefusals(change: Change, results: readonly Result[]): readonly Refusal[] {
  return results.flatMap((result): readonly Refusal[] => {
    const { index } = result;
    if (result.kind === 'refused') {
      const { operation, reason } = result;
      return [{ change, index, plan: { kind: 'operation', operation }, version: operation.change.version, reason }];
    }
    if (result.kind !== 'unplanned' || result.plan.kind !== 'refused') return [];
    return [{ change, index, plan: result.plan, version: change.version, reason: result.plan.reason }];
  });
}

/** `isParked`: places that are safe in the table of parked keys. */
export function toVerdict(change: Change, result: Result, isParked: ReadonlySet<string>): Verdict {
  switch (result.kind) {
    case 'applied':
    case 'repaired':
    case 'superseded':
      return { outcome: result.kind };
    case 'retry':
      return { outcome: 'retry', reason: result.reason };
    case 'refused':
    case 'unplanned': {
      const reason = 'reason' in result ? result.reason : toReason(result.plan);
      const isRefused = result.kind === 'refused' || result.plan.kind === 'refused';
      if (!isRefused) return { outcome: 'retry', reason };
      const isSafe = isParked.has(`${result.index}/${change.documentId}`);
      return isSafe ? { outcome: 'parked', reason } : { outcome: 'retry', reason: `not parked: ${reason}` };
    }
  }
}

function toReason(plan: Planned): string {
  return plan.kind === 'refused' ? plan.reason : 'item not read';
}
