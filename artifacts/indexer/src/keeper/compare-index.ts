import type { Part } from '../core/part.ts';
import { comparePage, countItems, shareOf, toProgress } from './compare-page.ts';
import { type ComparePosition, isFull, mustShrink, type Target } from './compare-position.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import { lookAgain, toCandidate } from './look-again.ts';
import type { Seen } from './look-at-documents.ts';
import type { Finding, Progress } from './slice.ts';

export interface Comparison {
  /** Differences that have lasted. */
  readonly findings: readonly Finding[];
  /** `items` and `documents` compared, `lagged` differences that went by themselves, and how many of each kind of finding. */
  readonly counts: Readonly<Record<string, number>>;
  /** Undefined when all has been compared. */
  readonly next: ComparePosition | undefined;
  readonly progress: Progress;
}

/** From one look at what differs to the next, at least; and so many times as long as a look takes, to leave time to the index. */
const lookEveryMs = 1_000;
const lookShare = 4;
const maxLookEveryMs = 5_000;
/** Findings of one slice: with what one more look may add they stay below Lambda's 6 MB. */
const maxFindings = 3_000;
const maxFindingsBytes = 2_000_000;

/**
 * Compares indexes with the table: each item with its document in each target of its entity, then each document with its
 * item. Live writes are no differences: what differs is looked at again until the index has come by what was seen, or for too
 * long. Works until there is no time, at least one step; throws when table or index do not answer. A comparison of one
 * part says nothing of the others.
 */
export async function compareIndexes(
  targets: readonly Target[],
  position: ComparePosition | undefined,
  dependencies: KeeperDependencies,
  part?: Part,
): Promise<Comparison> {
  let at = position ?? (await start(part, dependencies));
  const findings: Finding[] = [];
  const counts: Record<string, number> = {};
  const progress = (): Progress => toProgress(at, targets);
  let before = progress();
  for (let isEnding = false; ; ) {
    const step = await takeStep({ ...at, isEnding }, targets, dependencies);
    findings.push(...step.findings);
    for (const [name, count] of Object.entries(step.counts)) counts[name] = (counts[name] ?? 0) + count;
    at = step.next;
    if (isOver(at)) return { findings, counts, next: undefined, progress: before };
    before = progress();
    isEnding = !(dependencies.hasTime() && hasRoom(findings));
    if (isEnding && !mustShrink(at)) return { findings, counts, next: at, progress: before };
  }
}

async function start(part: Part | undefined, dependencies: KeeperDependencies): Promise<ComparePosition> {
  const total = shareOf(await countItems(dependencies), part);
  const pass = { kind: 'table', done: 0, total } as const;
  return { pass, part, open: [], lookedAtMs: 0, lookMs: 0, progressAtMs: 0, lagMs: 0 };
}

function isOver({ pass, open }: ComparePosition): boolean {
  return pass === undefined && open.length === 0;
}

function hasRoom(findings: readonly Finding[]): boolean {
  return findings.length < maxFindings && JSON.stringify(findings.slice(0, maxFindings)).length < maxFindingsBytes;
}

interface Step {
  readonly next: ComparePosition;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
}

/** A look at what is open, when it is time for one; else one page more. At the end of a slice nothing but looks. */
async function takeStep(
  { isEnding, ...at }: ComparePosition & { readonly isEnding: boolean },
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<Step> {
  const { pass, open, lookedAtMs, lookMs } = at;
  const everyMs = Math.min(maxLookEveryMs, Math.max(lookEveryMs, lookShare * lookMs));
  const dueMs = lookedAtMs + everyMs - dependencies.nowMs();
  const mustSettle = pass === undefined || isEnding || isFull(open);
  if (open.length > 0 && (dueMs <= 0 || mustSettle)) {
    // A clock that was set back must not make this wait for longer.
    if (dueMs > 0) await dependencies.wait(Math.min(dueMs, everyMs));
    const { findings, settled, ...watching } = await lookAgain(at, targets, dependencies);
    return { next: { ...at, ...watching }, findings, counts: { lagged: settled, ...countKinds(findings) } };
  }
  if (pass === undefined) return { next: at, findings: [], counts: {} };
  const page = await comparePage({ pass, part: at.part }, targets, dependencies);
  return { next: addOpen({ ...at, pass: page.next }, page.differing, dependencies), findings: [], counts: page.counts };
}

function addOpen(at: ComparePosition, differing: readonly Seen[], { nowMs }: KeeperDependencies): ComparePosition {
  if (differing.length === 0) return at;
  const isOpen = new Set(at.open.map(({ target, documentId }) => `${target}/${documentId}`));
  const added = differing.filter(({ target, documentId }) => !isOpen.has(`${target}/${documentId}`));
  const firstAtMs = nowMs();
  const open = [...at.open, ...added.map((seen) => toCandidate(seen, firstAtMs))];
  // The first look of all is a second away, not now: most of what differs is right by then.
  return { ...at, open, lookedAtMs: at.open.length === 0 ? firstAtMs : at.lookedAtMs };
}

function countKinds(findings: readonly Finding[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of findings) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
