import type { Operation } from '../core/plan-change.ts';
import type { BulkAction } from '../core/to-bulk-body.ts';
import { type Repair, repairConflicts } from './repair-conflicts.ts';
import { sendBulk } from './send-bulk.ts';
import type { WriteDependencies } from './write-dependencies.ts';

/** What became of one operation in one index. */
export type Sent =
  /** The operation itself, or the present state that a repair wrote in its stead. */
  | { readonly kind: 'applied' | 'repaired'; readonly index: string; readonly operation: Operation }
  /** Something newer stands there, or the same: nothing was written. */
  | { readonly kind: 'superseded'; readonly index: string; readonly operation: Operation }
  /** The document will never be accepted as it is. */
  | { readonly kind: 'refused'; readonly index: string; readonly operation: Operation; readonly reason: string }
  | { readonly kind: 'retry'; readonly index: string; readonly reason: string };

/** Writes each operation to every write target of its entity, in order. Conflicts are settled before this answers. */
export async function sendOperations(
  operations: readonly Operation[],
  dependencies: WriteDependencies,
): Promise<ReadonlyMap<Operation, readonly Sent[]>> {
  const actions: BulkAction[] = [];
  for (const operation of operations) {
    for (const index of await dependencies.findWriteTargets(operation.change.entity))
      actions.push({ operation, index });
  }
  const replies = await sendBulk(actions, dependencies);
  const conflicts = actions.filter((action) => replies.get(action)?.kind === 'conflict');
  const repairs = conflicts.length === 0 ? undefined : await repairConflicts(conflicts, dependencies);

  const results = new Map<Operation, Sent[]>();
  for (const action of actions) {
    const sent = toSent(action, repairs?.get(action) ?? replies.get(action));
    const others = results.get(action.operation);
    if (others) others.push(sent);
    else results.set(action.operation, [sent]);
  }
  return results;
}

type Reply = Repair | { readonly kind: string; readonly reason?: string };

function toSent({ index, operation }: BulkAction, reply: Reply | undefined): Sent {
  const reason = reply && 'reason' in reply && reply.reason !== undefined ? reply.reason : 'no reply';
  switch (reply?.kind) {
    case 'applied':
      return { kind: 'applied', index, operation };
    case 'repaired':
      return { kind: 'repaired', index, operation: 'operation' in reply ? reply.operation : operation };
    case 'superseded':
      return { kind: 'superseded', index, operation };
    case 'refused':
      return { kind: 'refused', index, operation: 'operation' in reply ? reply.operation : operation, reason };
    default:
      return { kind: 'retry', index, reason };
  }
}
