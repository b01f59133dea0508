import { getString } from '../core/attribute-value.ts';
import type { JobId } from '../flow/jobs.ts';
import { toJobId } from '../flow/jobs.ts';
import type { Target } from './compare-position.ts';
import { insist, theTable } from './insist.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import type { Seen } from './look-at-documents.ts';
import type { Finding } from './slice.ts';

/**
 * Names each difference that has lasted: `parked` where it is known that OpenSearch refuses the document, `pending` where a
 * job is still carrying a joined item into it, else as what it is.
 */
export async function explainDifferences(
  differing: readonly Seen[],
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<readonly Finding[]> {
  const parked = await findParked(differing, targets, dependencies);
  const jobs = await findJobs(differing, targets, dependencies);
  return differing.flatMap((seen): Finding[] => {
    const { documentId, key, look } = seen;
    const index = targets[seen.target]?.index ?? '';
    if (!look.difference) return [];
    const place = { index, documentId, key };
    const parkedFor = parked.get(`${index}/${documentId}`);
    if (parkedFor !== undefined) return [{ kind: 'parked', ...place, reason: parkedFor }];
    const { kind, reason } = look.difference;
    const isPending = toJobs(seen, targets).some((job) => jobs.has(toJobId(job)));
    const word = isPending ? 'pending' : kind === 'joined' ? 'different' : kind;
    return [{ kind: word, ...place, ...(reason !== undefined && { reason }) }];
  });
}

async function findParked(
  differing: readonly Seen[],
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<ReadonlyMap<string, string>> {
  const places = differing.map(({ target, documentId }) => ({ index: targets[target]?.index ?? '', documentId }));
  const rows = await insist(theTable, () => dependencies.parkedKeys.find(places), dependencies);
  return new Map(rows.map(({ index, documentId, reason }) => [`${index}/${documentId}`, reason]));
}

/** Ids of those jobs that would put one of these right and are not finished. */
async function findJobs(
  differing: readonly Seen[],
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<ReadonlySet<string>> {
  const asked = new Map(differing.flatMap((seen) => toJobs(seen, targets)).map((job) => [toJobId(job), job]));
  const found = new Set<string>();
  for (const [id, job] of asked) {
    const read = async () => {
      const answer = await dependencies.jobs.get(job);
      return answer === 'unknown' ? undefined : answer;
    };
    if ((await insist(theTable, read, dependencies)) !== 'absent') found.add(id);
  }
  return found;
}

/** A job writes documents that are there, and only what comes from other items explains that one is still to be written. */
function toJobs({ target, look }: Seen, targets: readonly Target[]): readonly JobId[] {
  const { entity } = targets[target] ?? {};
  const { item, difference } = look;
  if (!entity || !item || difference?.kind !== 'joined') return [];
  return entity.joins.flatMap(({ by }) => {
    const value = getString(item, by);
    return value === undefined ? [] : [{ index: entity.index, by, value }];
  });
}
