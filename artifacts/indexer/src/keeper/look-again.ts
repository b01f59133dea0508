import { hasReached, isOutOfPatience, type Sight, toSight } from '../core/has-reached.ts';
import type { Candidate, ComparePosition, Target } from './compare-position.ts';
import { explainDifferences } from './explain-differences.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import { lookAtDocuments, type Seen } from './look-at-documents.ts';
import type { Finding } from './slice.ts';

type Watching = Omit<ComparePosition, 'pass'>;

interface LookedAgain extends Watching {
  /** Differences that have lasted. */
  readonly findings: readonly Finding[];
  /** How many were no differences: the index had only not come by them yet. */
  readonly settled: number;
}

/** Takes up a place that differs. */
export function toCandidate({ target, documentId, key, look }: Seen, firstAtMs: number): Candidate {
  const { wanted, version, externalVersion, seqNo } = toSight(look.wanted, look.found);
  const versions = { version: String(version), externalVersion: String(externalVersion) };
  return { target, documentId, key, firstAtMs, wanted, ...versions, seqNo };
}

/** Looks again at all that is open: what has become right is forgotten, what has lasted too long is a finding. */
export async function lookAgain(
  before: Watching,
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<LookedAgain> {
  const beganAtMs = dependencies.nowMs();
  const differing = await findDiffering(before.open, targets, dependencies);
  const nowMs = dependencies.nowMs();
  const settled = before.open.filter((candidate) => !differing.has(candidate));
  const progressAtMs = settled.length > 0 ? nowMs : before.progressAtMs;
  const lagMs = Math.max(before.lagMs, ...settled.map(({ firstAtMs }) => nowMs - firstAtMs));
  const open: Candidate[] = [];
  const lasting: Seen[] = [];
  for (const [candidate, seen] of differing) {
    const { firstAtMs } = candidate;
    if (isOutOfPatience({ nowMs, firstAtMs, progressAtMs, lagMs })) lasting.push(seen);
    else open.push(candidate);
  }
  const findings = lasting.length === 0 ? [] : await explainDifferences(lasting, targets, dependencies);
  const lookMs = nowMs - beganAtMs;
  return { open, findings, settled: settled.length, lookedAtMs: nowMs, lookMs, progressAtMs, lagMs };
}

async function findDiffering(
  open: readonly Candidate[],
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<ReadonlyMap<Candidate, Seen>> {
  const candidates = new Map(open.map((candidate) => [toPlace(candidate), candidate]));
  const differing = new Map<Candidate, Seen>();
  for (const seen of await lookAtDocuments(open, targets, dependencies)) {
    const candidate = candidates.get(toPlace(seen));
    if (candidate && seen.look.difference && !hasReached(fromCandidate(candidate), seen.look.found))
      differing.set(candidate, seen);
  }
  return differing;
}

function fromCandidate({ wanted, version, externalVersion, seqNo }: Candidate): Sight {
  return { wanted, version: BigInt(version), externalVersion: BigInt(externalVersion), seqNo };
}

function toPlace({ target, documentId }: Pick<Candidate, 'target' | 'documentId'>): string {
  return `${target}/${documentId}`;
}
