import type { Change } from '../core/change.ts';
import { isDone, type Verdict, worstOf } from '../core/outcome.ts';
import type { Planned } from '../core/plan-change.ts';
import { toNewJobs } from './jobs.ts';
import { clearParked, parkRefused, type WrittenPlace } from './park-refused.ts';
import { recheckChanges, type Shown } from './recheck-changes.ts';
import { sendOperations } from './send-operations.ts';
import { type Result, toRefusals, toResults, toVerdict } from './to-results.ts';
import type { WriteDependencies } from './write-dependencies.ts';

/** How often a document is written again because an item it was built from changed meanwhile. */
const maxRounds = 5;

type Plans = ReadonlyMap<Change, Planned>;

/** What has become of the changes so far. */
interface Written {
  readonly verdicts: Map<Change, Verdict>;
  /** What was written last, place by place. */
  readonly places: Map<string, WrittenPlace>;
}

/**
 * Brings changes of different places into the index and gives a verdict for each: written, parked, or not done. What was
 * read for it is read again after the answer, and written again where it has changed.
 */
export async function writeChanges(
  plans: Plans,
  dependencies: WriteDependencies,
): Promise<ReadonlyMap<Change, Verdict>> {
  const written: Written = { verdicts: new Map(), places: new Map() };
  let open = plans;
  for (let round = 0; open.size > 0 && round < maxRounds; round++) open = await writeOnce(open, written, dependencies);
  if (open.size > 0) await handOver(open, written, dependencies);

  const { verdicts, places } = written;
  const done = [...places.values()].filter(({ change }) => isDone(verdicts.get(change)?.outcome ?? 'retry'));
  for (const { change } of await clearParked(done, dependencies))
    verdicts.set(change, { outcome: 'retry', reason: 'parked key not cleared' });
  return verdicts;
}

/** One round: send, park, look again. Hands back the plans of what has to be written once more. */
async function writeOnce(plans: Plans, { verdicts, places }: Written, dependencies: WriteDependencies): Promise<Plans> {
  const operations = [...plans.values()].flatMap((plan) => (plan.kind === 'operation' ? [plan.operation] : []));
  const sent = await sendOperations(operations, dependencies);
  const results = new Map<Change, readonly Result[]>();
  for (const [change, plan] of plans) results.set(change, await toResults(change, plan, sent, dependencies));

  // An image may be an old one: parked is only what would be refused by now.
  const outdated = await recheckChanges(toRefused(results), dependencies.readItems);
  const refusals = [...results].flatMap(([change, all]) => (outdated.has(change) ? [] : toRefusals(change, all)));
  const parked = await parkRefused(refusals, dependencies);
  const isSafe = new Set([...parked].map(({ change, index }) => `${index}/${change.documentId}`));
  const shown = new Map<Change, Shown>();
  for (const [change, all] of results) {
    const verdict = worstOf(all.map((result) => toVerdict(change, result, isSafe)));
    verdicts.set(change, verdict);
    if (isDone(verdict.outcome)) noteShown(change, all, { shown, places });
  }
  return new Map([...outdated, ...(await recheckChanges(shown, dependencies.readItems))]);
}

/** What was refused, for the look before it is parked. */
function toRefused(results: ReadonlyMap<Change, readonly Result[]>): ReadonlyMap<Change, Shown> {
  const refused = new Map<Change, Shown>();
  for (const [change, all] of results) {
    const plans = toRefusals(change, all).map(({ plan }) => plan);
    if (plans.length > 0) refused.set(change, { plans, isByReadTime: true, mayBeGone: false });
  }
  return refused;
}

/** Notes what now stands in the index, and what was refused, for the second look. */
function noteShown(
  change: Change,
  results: readonly Result[],
  { shown, places }: Pick<Written, 'places'> & { readonly shown: Map<Change, Shown> },
): void {
  const plans: Planned[] = [];
  let isByReadTime = change.isUnordered;
  for (const result of results) {
    const { kind, index } = result;
    const place = `${index}/${change.documentId}`;
    places.delete(place);
    if (kind === 'unplanned') plans.push(result.plan);
    if (kind === 'unplanned' || kind === 'retry') continue;
    const { operation } = result;
    if (kind !== 'superseded') plans.push({ kind: 'operation', operation });
    if (kind !== 'refused') places.set(place, { change, index, operation });
    // An index that is younger than what has been deleted has no tombstone of it: what another one knows better is looked up.
    const isOutrun = kind === 'superseded' && results.length > 1;
    isByReadTime ||= isOutrun || kind === 'repaired' || kind === 'refused' || operation.change.isUnordered;
  }
  if (plans.length > 0) shown.set(change, { plans, isByReadTime, mayBeGone: change.source === 'table' });
}

/**
 * What keeps changing while it is written is left to others: the item itself comes again as a record of its own, and what
 * it joins becomes a job.
 */
async function handOver(open: Plans, { verdicts }: Written, { jobs }: WriteDependencies): Promise<void> {
  for (const [change, plan] of open) {
    const item = plan.kind === 'operation' ? plan.operation.change.item : change.item;
    const begun = toNewJobs(change, item);
    const safe = await jobs.put(begun);
    if (safe.size < begun.length || plan.kind === 'unread')
      verdicts.set(change, { outcome: 'retry', reason: 'items keep changing' });
  }
}
