import { IndexerError } from '../../core/errors.ts';
import { compareIndexes } from '../compare-index.ts';
import type { ComparePosition, Target } from '../compare-position.ts';
import { insist, theTable } from '../insist.ts';
import { repairFindings } from '../repair-findings.ts';
import type { Finding } from '../slice.ts';
import { checkStart, type Rebuild } from './rebuild-row.ts';
import { entityOf, type RebuildDependencies, type Step, writeFresh } from './rebuild-step.ts';

/** How often what differs is put right and all is compared again. */
export const maxRounds = 5;
/** How much of a comparison is done again when this process is killed. */
const keepEveryMs = 15_000;

/**
 * Holds the new indexes against the table, puts right what differs, and begins again until nothing does: only then may they
 * be searched. What OpenSearch refuses in the old index as well is no difference: neither can show it.
 */
export async function compareFresh(rebuild: Rebuild, d: RebuildDependencies): Promise<Step> {
  const { round, position, differing } = rebuild.check;
  const targets = toTargets(rebuild, d);
  const at = position === undefined ? undefined : (JSON.parse(position) as ComparePosition);
  const untilMs = d.nowMs() + keepEveryMs;
  const hasTime = () => d.hasTime() && d.nowMs() < untilMs;
  const fresh = { ...writeFresh(d, rebuild.indexes), hasTime };
  const compared = await compareIndexes(targets, at, fresh);
  const open = await findOpen(compared.findings, rebuild, d);
  const repaired = open.length > 0 ? await repairFindings(open, fresh) : [];

  const found = differing + open.length;
  const step = {
    progress: { ...compared.progress, phase: `comparing, ${compared.progress.phase}` },
    counts: { ...compared.counts, repaired: repaired.filter(({ kind }) => kind !== 'failed').length },
    findings: [...open, ...repaired],
  };
  if (compared.next) {
    const check = { round, differing: found, position: JSON.stringify(compared.next) };
    return { ...step, next: { ...rebuild, check } };
  }
  if (found === 0) return { ...step, next: { ...rebuild, stage: 'switch', check: checkStart } };
  const failure = (round + 1) % maxRounds === 0 ? toDiffering(found, rebuild) : undefined;
  // Never a round that there was: what segments have done of that one would count again. See `findWork`.
  const check = { round: round + (failure ? 2 : 1), differing: 0 };
  return { ...step, next: { ...rebuild, check }, ...(failure && { failure }) };
}

/** All but what is parked of the old index too. What only the new one refuses would be lost to searches by the switch. */
export async function findOpen(
  findings: readonly Finding[],
  { indexes }: Rebuild,
  { parkedKeys, pause }: RebuildDependencies,
): Promise<readonly Finding[]> {
  const places = findings
    .filter(({ kind }) => kind === 'parked')
    .flatMap(({ index, documentId }) => oldOf(index).map((name) => ({ index: name, documentId })));
  const rows = places.length > 0 ? await insist(theTable, () => parkedKeys.find(places), { pause }) : [];
  const isParked = new Set(rows.map(({ index, documentId }) => `${index}/${documentId}`));
  return findings.filter(({ kind, index, documentId }) => {
    const old = oldOf(index);
    return kind !== 'parked' || (old.length > 0 && !old.some((name) => isParked.has(`${name}/${documentId}`)));
  });

  function oldOf(index: string): readonly string[] {
    return indexes.find(({ fresh }) => fresh === index)?.old ?? [];
  }
}

export function toTargets({ indexes }: Rebuild, { entities }: RebuildDependencies): readonly Target[] {
  return indexes.map((rebuilt) => ({ entity: entityOf(rebuilt, entities), index: rebuilt.fresh }));
}

export function toDiffering(found: number, { indexes }: Rebuild): IndexerError {
  const names = indexes.map(({ fresh }) => `\`${fresh}\``).join(', ');
  return new IndexerError(
    'maintain.rebuild-differs',
    `Expected ${names} to equal the table, got ${found} differences in the last of ${maxRounds} rounds. ` +
      'Searches go to the old indexes as before. Look with `verify`; then run the rebuild again, or `--rollback`.',
  );
}
