import { isMalformed, type Key } from '../core/attribute-value.ts';
import type { Change } from '../core/change.ts';
import { IndexerError } from '../core/errors.ts';
import { type FailedInvocation, parseFailedInvocation } from '../core/parse-failed-invocation.ts';
import { toKeyChanges } from '../core/to-key-changes.ts';
import { recordsIndex } from '../flow/parked-keys.ts';
import { reachDocuments } from '../flow/reach-documents.ts';
import type { RedriveDependencies } from './redrive.ts';
import type { BegunInvocation, RedriveRequest } from './redrive-position.ts';
import type { Finding } from './slice.ts';
import { type AskedPlace, writePlaces } from './write-places.ts';

interface Result {
  readonly findings: readonly Finding[];
  /** Where it goes on, when time ran out before its end. */
  readonly begun?: BegunInvocation;
}

/** Keys at a time: a bulk request or two. */
const maxKeys = 500;

/**
 * Brings up to date whatever the records of one given-up invocation were about, and forgets it when all of that is written
 * or parked. What cannot be read stays as it is.
 */
export async function redriveInvocation(
  name: string,
  { request, begun }: { readonly request: RedriveRequest; readonly begun: BegunInvocation | undefined },
  d: RedriveDependencies,
): Promise<Result> {
  const read = await d.failedInvocations.read(name);
  if (read === 'absent') return { findings: [] };
  if (read === 'unknown') return { findings: [toFinding(name, 'failed', 'It could not be read.')] };
  const parsed = isMalformed(read) ? read : parseFailedInvocation(read.text, d);
  const reason = isMalformed(parsed) ? parsed.malformed : parsed.condition;
  if (!reason.includes(request.reason ?? '')) return { findings: [] };
  if (isMalformed(parsed)) return { findings: [toFinding(name, 'kept', reason)] };
  const what = `${reason}, keys: ${parsed.keys.size}`;
  if (request.dryRun) return { findings: [toFinding(name, 'to-write', what)] };

  const { findings, begun: rest } = await writeKeys(parsed, begun ?? { name, keysDone: 0, hasFailed: false }, d);
  if (rest) return { findings, begun: rest };
  if (findings.some(isFailed) || begun?.hasFailed) {
    return { findings: [...findings, toFinding(name, 'failed', `${what}, some of them not written: it is kept.`)] };
  }
  const isSafe = (await parkKeyless(parsed, d)) && (await d.failedInvocations.remove(name));
  const last = isSafe
    ? toFinding(name, 'applied', what)
    : toFinding(name, 'failed', `${what}: it could not be removed.`);
  return { findings: [...findings, last] };
}

async function writeKeys({ keys }: FailedInvocation, begun: BegunInvocation, d: RedriveDependencies): Promise<Result> {
  const all = [...keys.values()];
  const findings: Finding[] = [];
  for (let { keysDone } = begun; keysDone < all.length; ) {
    findings.push(...(await writeSome(all.slice(keysDone, keysDone + maxKeys), begun.name, d)));
    keysDone += maxKeys;
    const hasFailed = begun.hasFailed || findings.some(isFailed);
    if (keysDone < all.length && !d.hasTime()) return { findings, begun: { ...begun, keysDone, hasFailed } };
  }
  return { findings };
}

/** Only what has not simply gone through is worth a line. */
async function writeSome(keys: readonly Key[], name: string, d: RedriveDependencies): Promise<readonly Finding[]> {
  const changes = keys.flatMap((key) => {
    const asked = toKeyChanges(key, d.entities);
    return isMalformed(asked) ? [] : asked;
  });
  const places: AskedPlace[] = [];
  for (const change of changes) {
    for (const index of await d.findWriteTargets(change.entity)) places.push({ change, index, row: undefined });
  }
  try {
    const written = await writePlaces(places, d);
    const unreached = await reachDocuments(changes, d);
    const isUnreached = (change: Change) => change.reaches.some((reach) => unreached.has(reach));
    const left = changes
      .filter(isUnreached)
      .map((change) => ({ ...toPlaceOf(change), kind: 'failed', reason: 'documents not reached' }));
    return [...written.filter(({ kind }) => kind !== 'applied'), ...left];
  } catch (error) {
    // Keys that the table refuses to look for: the other invocations do not have to wait for these.
    if (error instanceof IndexerError && error.code === 'table.read-refused')
      return [toFinding(name, 'failed', error.message)];
    throw error;
  }
}

function toPlaceOf({ entity, documentId, key }: Change): Pick<Finding, 'index' | 'documentId' | 'key'> {
  return { index: entity.index, documentId, key };
}

/** As the stream path does, so that the invocation can be forgotten. */
async function parkKeyless(
  { keyless }: FailedInvocation,
  { parkedKeys, nowMs }: RedriveDependencies,
): Promise<boolean> {
  if (keyless.length === 0) return true;
  const unknown = { index: recordsIndex, entity: undefined, key: undefined, version: 0n, parkedAtMs: nowMs() };
  const rows = keyless.map(({ sequenceNumber, reason }) => ({ ...unknown, documentId: sequenceNumber, reason }));
  return (await parkedKeys.put(rows)).size === rows.length;
}

function isFailed({ kind }: Finding): boolean {
  return kind === 'failed';
}

function toFinding(name: string, kind: string, reason: string): Finding {
  return { kind, index: 'invocations', documentId: name, key: undefined, reason };
}
