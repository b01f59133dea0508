import type { Verdict } from '../core/outcome.ts';
import type { Operation } from '../core/plan-bulk.ts';
import { settleConflict } from '../core/settle-conflict.ts';
import type { BulkAction } from '../core/to-bulk-body.ts';
import { getDocuments } from './get-documents.ts';
import { planChanges } from './plan-changes.ts';
import { sendBulk } from './send-bulk.ts';
import type { WriteDependencies } from './write-dependencies.ts';

/** How often a compare-and-set is tried when others write the same document at the same time. */
const maxRounds = 3;

export interface Repair {
  readonly verdict: Verdict;
  /** The present state, when it was written. */
  readonly written?: Operation;
}

/**
 * Explains each version conflict, or ends it: realtime get, then consistent read, then (unless something newer explains
 * it) the present state, on condition that the document is still the one that was got.
 */
export async function repairConflicts(
  conflicts: readonly BulkAction[],
  dependencies: WriteDependencies,
): Promise<ReadonlyMap<BulkAction, Repair>> {
  const repairs = new Map<BulkAction, Repair>();
  let open = conflicts;
  for (let round = 0; open.length > 0 && round < maxRounds; round++) {
    open = await settleOnce(open, repairs, dependencies);
  }
  for (const conflict of open)
    repairs.set(conflict, { verdict: { outcome: 'retry', reason: '409 repair lost the race' } });
  return repairs;
}

async function settleOnce(
  conflicts: readonly BulkAction[],
  repairs: Map<BulkAction, Repair>,
  dependencies: WriteDependencies,
): Promise<readonly BulkAction[]> {
  // This order matters: the items are read after the documents, so they cannot be the older of the two.
  const documents = await getDocuments(conflicts, dependencies.send);
  const asked = conflicts.map(({ operation }) => ({ ...operation.change, source: 'table' as const }));
  const plans = [...(await planChanges(asked, dependencies.readItems)).values()];
  const writes = new Map<BulkAction, BulkAction>();
  for (const [i, conflict] of conflicts.entries()) {
    const found = documents.get(conflict);
    const plan = plans[i];
    if (!found || plan?.kind !== 'operation') {
      repairs.set(conflict, { verdict: { outcome: 'retry', reason: '409 not explained' } });
      continue;
    }
    const document = found === 'absent' ? undefined : found;
    const settlement = settleConflict({ refused: conflict.operation, found: document, present: plan.operation });
    if (settlement.kind === 'superseded') repairs.set(conflict, { verdict: { outcome: 'superseded' } });
    else writes.set({ operation: plan.operation, index: conflict.index, condition: settlement.condition }, conflict);
  }
  return sendRepairs(writes, repairs, dependencies);
}

/** Hands back the conflicts whose repair came too late: something else has been written since. */
async function sendRepairs(
  writes: ReadonlyMap<BulkAction, BulkAction>,
  repairs: Map<BulkAction, Repair>,
  dependencies: WriteDependencies,
): Promise<readonly BulkAction[]> {
  const replies = await sendBulk([...writes.keys()], dependencies);
  const lost: BulkAction[] = [];
  for (const [write, conflict] of writes) {
    const reply = replies.get(write);
    if (reply?.kind === 'conflict') lost.push(conflict);
    else if (reply?.kind === 'applied')
      repairs.set(conflict, { verdict: { outcome: 'repaired' }, written: write.operation });
    else repairs.set(conflict, { verdict: { outcome: 'retry', reason: reply?.reason ?? 'no reply' } });
  }
  return lost;
}
