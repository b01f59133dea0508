import type { Change } from '../core/change.ts';
import { isDone, type Verdict } from '../core/outcome.ts';
import type { Operation } from '../core/plan-bulk.ts';
import { type Planned, planChanges } from './plan-changes.ts';
import { type Sent, sendOperations } from './send-operations.ts';
import type { WriteDependencies } from './write-dependencies.ts';

/** How often a document is written again because an item it was built from changed meanwhile. */
const maxRounds = 5;

type Plans = ReadonlyMap<Change, Planned>;

/**
 * Brings changes of different places into the index and gives a verdict for each. After the write all items that were
 * read for it are read again: what changed meanwhile is written again, so that of two writers the one that ends last has
 * seen the newest state.
 */
export async function writeChanges(
  plans: Plans,
  dependencies: WriteDependencies,
): Promise<ReadonlyMap<Change, Verdict>> {
  const verdicts = new Map<Change, Verdict>();
  let open = plans;
  for (let round = 0; open.size > 0 && round < maxRounds; round++) {
    open = await writeOnce(open, verdicts, dependencies);
  }
  for (const change of open.keys()) verdicts.set(change, { outcome: 'retry', reason: 'items keep changing' });
  return verdicts;
}

/** One round: send, look again. Hands back the plans of what has to be written once more. */
async function writeOnce(
  plans: Plans,
  verdicts: Map<Change, Verdict>,
  dependencies: WriteDependencies,
): Promise<Plans> {
  const operations = new Map<Change, Operation>();
  for (const [change, plan] of plans) {
    if (plan.kind === 'operation') operations.set(change, plan.operation);
    else verdicts.set(change, toVerdict(plan));
  }
  const sent = await sendOperations([...operations.values()], dependencies);
  const written = new Map<Change, Sent>();
  for (const [change, operation] of operations) {
    const result = sent.get(operation);
    verdicts.set(change, result?.verdict ?? { outcome: 'retry', reason: 'not sent' });
    if (result && isDone(result.verdict.outcome) && result.written.length > 0) written.set(change, result);
  }
  const now = await planChanges([...written.keys()], dependencies.readItems);
  const outdated = [...written].flatMap(([change, result]) => {
    const plan = now.get(change);
    return plan && result.written.every((operation) => isSame(plan, operation))
      ? []
      : [[change, plan ?? { kind: 'unread' as const }] as const];
  });
  return new Map(outdated);
}

/** What will never be a document waits for the table of parked keys; until then it is not done. */
function toVerdict(plan: Exclude<Planned, { readonly kind: 'operation' }>): Verdict {
  return { outcome: 'retry', reason: plan.kind === 'refused' ? plan.reason : 'item not read' };
}

function isSame(plan: Planned, { basis, document }: Operation): boolean {
  return plan.kind === 'operation' && plan.operation.basis === basis && plan.operation.document === document;
}
