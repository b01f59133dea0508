import { isMalformed, type Malformed } from '../core/attribute-value.ts';
import { type Change, type Reach, toPlace } from '../core/change.ts';
import type { Entity } from '../core/entity.ts';
import { IndexerError } from '../core/errors.ts';
import { keepLastChanges } from '../core/keep-last-changes.ts';
import { isDone, type Verdict, worstOf } from '../core/outcome.ts';
import { parseRecord } from '../core/parse-record.ts';
import { getCreatedAtMs, getRecords, requireSequenceNumber } from '../core/stream-event.ts';
import type { RecordVerdict } from '../core/to-batch-response.ts';
import { keepDeletions, type PutDeletions } from './deletions.ts';
import { type ParkedKey, recordsIndex } from './parked-keys.ts';
import { planChanges } from './plan-changes.ts';
import { reachDocuments } from './reach-documents.ts';
import { writeChanges } from './write-changes.ts';
import type { WriteDependencies } from './write-dependencies.ts';

export interface IndexBatchDependencies extends WriteDependencies {
  readonly putDeletions: PutDeletions;
}

export interface IndexedBatch {
  /** One for each record, in stream order. */
  readonly verdicts: readonly RecordVerdict[];
  /** Changes whose versions do not tell them from the write before. */
  readonly foreignWrites: number;
  /** When the oldest record was written, epoch milliseconds. */
  readonly oldestAtMs: number | undefined;
}

interface Parsed {
  readonly sequenceNumber: string;
  readonly changes: readonly Change[] | Malformed;
}

/**
 * Brings one batch of stream records into the index and gives a verdict for each record. Throws, so that the whole batch
 * is delivered again, when a record could not be named in a response or when no retry of single records would help.
 */
export async function indexBatch(
  event: unknown,
  entities: readonly Entity[],
  dependencies: IndexBatchDependencies,
): Promise<IndexedBatch> {
  const records = getRecords(event);
  const parsed = records.map((record) => ({
    sequenceNumber: requireSequenceNumber(record),
    changes: parseRecord(record, entities),
  }));
  const changes = parsed.flatMap((record) => (isMalformed(record.changes) ? [] : record.changes));
  const last = keepLastChanges(changes);
  const lastOf = new Map([...last.values()].map((change) => [toPlace(change), change]));
  const { written, unreached } = await carryOut([...last.values()], changes, dependencies);
  const unusable = await parkUnusable(parsed, dependencies);

  const verdictOf = (change: Change): Verdict => {
    if (change.reaches.some((reach) => unreached.has(reach)))
      return { outcome: 'retry', reason: 'documents not reached' };
    const toWrite = lastOf.get(toPlace(change));
    const verdict = (toWrite && written.get(toWrite)) ?? { outcome: 'retry', reason: 'OpenSearch unavailable' };
    // What was left out for the sake of a later change is no more done than that is.
    return last.has(change) || !isDone(verdict.outcome) ? verdict : { outcome: 'superseded' };
  };
  return {
    verdicts: parsed.map((record) => unusable.get(record) ?? toRecordVerdict(record, verdictOf)),
    foreignWrites: changes.filter((change) => (last.get(change) ?? change).isForeign).length,
    oldestAtMs: findOldest(records),
  };
}

interface CarriedOut {
  /** What is not in it is not done. */
  readonly written: ReadonlyMap<Change, Verdict>;
  readonly unreached: ReadonlySet<Reach>;
}

/** What passes by itself is no failure of the whole batch: records that need no index are done all the same. */
async function carryOut(
  last: readonly Change[],
  changes: readonly Change[],
  dependencies: IndexBatchDependencies,
): Promise<CarriedOut> {
  try {
    const written = await writeChanges(await planChanges(last, dependencies.readItems), dependencies);
    const unreached = await reachDocuments(changes, dependencies);
    return { written: await keepDeletions(written, dependencies.putDeletions), unreached };
  } catch (error) {
    const isPassing = error instanceof IndexerError && error.code === 'search.unavailable';
    if (isPassing) return { written: new Map(), unreached: new Set() };
    throw error;
  }
}

function toRecordVerdict({ sequenceNumber, changes }: Parsed, verdictOf: (change: Change) => Verdict): RecordVerdict {
  if (isMalformed(changes)) return { sequenceNumber, outcome: 'retry', reason: changes.malformed };
  if (changes.length === 0) return { sequenceNumber, outcome: 'skipped' };
  return { sequenceNumber, ...worstOf(changes.map(verdictOf)) };
}

/** Records without a usable key, which nobody can ever write, are kept by their sequence numbers. */
async function parkUnusable(
  parsed: readonly Parsed[],
  { parkedKeys, nowMs }: WriteDependencies,
): Promise<ReadonlyMap<Parsed, RecordVerdict>> {
  const rows = new Map<ParkedKey, Parsed>();
  for (const record of parsed) {
    const { sequenceNumber: documentId, changes } = record;
    if (!isMalformed(changes)) continue;
    const reason = changes.malformed;
    const unknown = { entity: undefined, key: undefined, version: 0n };
    rows.set({ ...unknown, index: recordsIndex, documentId, reason, parkedAtMs: nowMs() }, record);
  }
  if (rows.size === 0) return new Map();
  const kept = await parkedKeys.put([...rows.keys()]);
  return new Map(
    [...rows].map(([row, record]) => {
      const outcome = kept.has(row) ? 'parked' : 'retry';
      return [record, { sequenceNumber: record.sequenceNumber, outcome, reason: row.reason }];
    }),
  );
}

function findOldest(records: readonly unknown[]): number | undefined {
  let oldest: number | undefined;
  for (const record of records) {
    const createdAtMs = getCreatedAtMs(record);
    if (createdAtMs !== undefined && (oldest === undefined || createdAtMs < oldest)) oldest = createdAtMs;
  }
  return oldest;
}
