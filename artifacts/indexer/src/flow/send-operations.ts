import { type Verdict, worstOf } from '../core/outcome.ts';
import type { Operation } from '../core/plan-bulk.ts';
import type { BulkAction } from '../core/to-bulk-body.ts';
import { repairConflicts } from './repair-conflicts.ts';
import { sendBulk } from './send-bulk.ts';
import type { WriteDependencies } from './write-dependencies.ts';

export interface Sent {
  readonly verdict: Verdict;
  /** What was written, target by target: the operation, or the present state that a repair wrote in its stead. */
  readonly written: readonly Operation[];
}

/** Writes each operation to every write target of its entity, in order. Conflicts are settled before this answers. */
export async function sendOperations(
  operations: readonly Operation[],
  dependencies: WriteDependencies,
): Promise<ReadonlyMap<Operation, Sent>> {
  const actions: BulkAction[] = [];
  for (const operation of operations) {
    for (const index of await dependencies.findWriteTargets(operation.change.entity))
      actions.push({ operation, index });
  }
  const replies = await sendBulk(actions, dependencies);
  const conflicts = actions.filter((action) => replies.get(action)?.kind === 'conflict');
  const repairs = await repairConflicts(conflicts, dependencies);

  const results = new Map<Operation, { verdicts: Verdict[]; written: Operation[] }>();
  for (const action of actions) {
    const { operation } = action;
    const result = results.get(operation) ?? { verdicts: [], written: [] };
    const repair = repairs.get(action);
    const verdict = repair?.verdict ?? toVerdict(replies.get(action));
    result.verdicts.push(verdict);
    // Where something newer stood, nothing was written.
    if (verdict.outcome !== 'superseded') result.written.push(repair?.written ?? operation);
    results.set(operation, result);
  }
  return new Map(
    [...results].map(([operation, { verdicts, written }]) => [operation, { verdict: worstOf(verdicts), written }]),
  );
}

function toVerdict(reply: { readonly kind: string; readonly reason?: string } | undefined): Verdict {
  if (reply?.kind === 'applied') return { outcome: 'applied' };
  // A refused document will be parked as soon as there is a place to park it; until then it is not done.
  return { outcome: 'retry', reason: reply?.reason ?? reply?.kind ?? 'no reply' };
}
