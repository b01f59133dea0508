import type { Operation } from '../core/plan-change.ts';
import { settleConflict } from '../core/settle-conflict.ts';
import type { BulkAction } from '../core/to-bulk-body.ts';
import { getDocuments } from './get-documents.ts';
import { planChanges } from './plan-changes.ts';
import { sendBulk } from './send-bulk.ts';
import type { WriteDependencies } from './write-dependencies.ts';

/** How often it is tried when others write the same document at the same time. */
const maxRounds = 3;

export type Repair =
  | { readonly kind: 'superseded' }
  /** The present state was written, or refused. */
  | { readonly kind: 'repaired'; readonly operation: Operation }
  | { readonly kind: 'refused'; readonly operation: Operation; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string };

type Repairs = Map<BulkAction, Repair>;

/**
 * Explains each version conflict, or ends it: realtime get, then consistent read, then (unless something newer explains
 * it) the present state, on condition that nothing else has been written since.
 */
export async function repairConflicts(
  conflicts: readonly BulkAction[],
  dependencies: WriteDependencies,
): Promise<ReadonlyMap<BulkAction, Repair>> {
  const repairs: Repairs = new Map();
  let open = conflicts;
  for (let round = 1; open.length > 0 && round <= maxRounds; round++) {
    open = await settleOnce(open, { repairs, isRepeated: round > 1 }, dependencies);
  }
  for (const conflict of open) repairs.set(conflict, { kind: 'retry', reason: '409 repair lost the race' });
  return repairs;
}

async function settleOnce(
  conflicts: readonly BulkAction[],
  { repairs, isRepeated }: { readonly repairs: Repairs; readonly isRepeated: boolean },
  dependencies: WriteDependencies,
): Promise<readonly BulkAction[]> {
  // This order matters: the items are read after the documents, so they cannot be the older of the two.
  const documents = await getDocuments(conflicts, dependencies);
  const asked = conflicts.map(({ operation }) => ({ ...operation.change, source: 'table' as const }));
  const plans = [...(await planChanges(asked, dependencies.readItems)).values()];
  const writes = new Map<BulkAction, BulkAction>();
  for (const [i, conflict] of conflicts.entries()) {
    const found = documents.get(conflict);
    const plan = plans[i];
    if (found && plan?.kind === 'operation') {
      const document = found === 'absent' ? undefined : found;
      const refused = conflict.operation;
      const settlement = settleConflict({ isRepeated, refused, found: document, present: plan.operation });
      if (settlement.kind === 'superseded') repairs.set(conflict, { kind: 'superseded' });
      else writes.set({ operation: plan.operation, index: conflict.index, condition: settlement.condition }, conflict);
    } else if (plan?.kind === 'refused') {
      repairs.set(conflict, { kind: 'refused', operation: conflict.operation, reason: plan.reason });
    } else repairs.set(conflict, { kind: 'retry', reason: '409 not explained' });
  }
  return sendRepairs(writes, repairs, dependencies);
}

/** Hands back the conflicts whose repair came too late: something else has been written since. */
async function sendRepairs(
  writes: ReadonlyMap<BulkAction, BulkAction>,
  repairs: Repairs,
  dependencies: WriteDependencies,
): Promise<readonly BulkAction[]> {
  const replies = await sendBulk([...writes.keys()], dependencies);
  const lost: BulkAction[] = [];
  for (const [write, conflict] of writes) {
    const { operation } = write;
    const reply = replies.get(write);
    if (reply?.kind === 'conflict') lost.push(conflict);
    else if (reply?.kind === 'applied') repairs.set(conflict, { kind: 'repaired', operation });
    else if (reply?.kind === 'refused') repairs.set(conflict, { kind: 'refused', operation, reason: reply.reason });
    else repairs.set(conflict, { kind: 'retry', reason: reply?.reason ?? 'no reply' });
  }
  return lost;
}
