import type { KeeperDependencies } from './keeper-dependencies.ts';
import { limitRate } from './limit-rate.ts';
import { repairFindings } from './repair-findings.ts';
import type { Finding, Slice } from './slice.ts';
import { compareSlice, type VerifyRequest } from './verify.ts';

export interface RepairRequest extends VerifyRequest {
  /** Only says what it would put right. */
  readonly dryRun?: boolean | undefined;
}

/** Puts right what differs, by the present state of the items, and says what it did. Beside live traffic, too. */
export async function repair(request: RepairRequest, dependencies: KeeperDependencies): Promise<Slice> {
  const { indexes, segment, segments, dryRun = false } = request;
  const scope = { tool: 'repair', options: { indexes, segment, segments, dryRun } };
  const { comparison, resume } = await compareSlice(request, scope, dependencies);
  const { progress, counts } = comparison;
  const isDone = resume === undefined;
  if (dryRun) return { isDone, resume, progress, counts, findings: comparison.findings };
  const findings = await repairFindings(comparison.findings, limitRate(dependencies, request.rate));
  return { isDone, resume, progress, counts: { ...counts, ...countDone(findings, counts) }, findings };
}

/** `parked` is both a difference and what may become of one: the latter counts. */
function countDone(
  findings: readonly Finding[],
  found: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = 'parked' in found ? { parked: 0 } : {};
  for (const { kind } of findings) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
