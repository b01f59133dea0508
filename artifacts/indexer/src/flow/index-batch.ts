import { isMalformed, type Malformed } from '../core/attribute-value.ts';
import type { Change } from '../core/change.ts';
import type { Entity } from '../core/entity.ts';
import { IndexerError } from '../core/errors.ts';
import { keepLastChanges } from '../core/keep-last-changes.ts';
import { type Verdict, worstOf } from '../core/outcome.ts';
import { getCreatedAtMs, getSequenceNumber, parseRecord } from '../core/parse-record.ts';
import type { RecordVerdict } from '../core/to-batch-response.ts';
import { planChanges } from './plan-changes.ts';
import { reachDocuments } from './reach-documents.ts';
import { writeChanges } from './write-changes.ts';
import type { WriteDependencies } from './write-dependencies.ts';

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
  dependencies: WriteDependencies,
): Promise<IndexedBatch> {
  const records = getRecords(event);
  const parsed = records.map((record) => ({
    sequenceNumber: requireSequenceNumber(record),
    changes: parseRecord(record, entities),
  }));
  const changes = parsed.flatMap((record) => (isMalformed(record.changes) ? [] : record.changes));
  const last = keepLastChanges(changes);
  const written = await writeChanges(await planChanges(last, dependencies.readItems), dependencies);
  const unreached = await reachDocuments(changes, dependencies);

  const isLast = new Set(last);
  const verdictOf = (change: Change): Verdict => {
    if (change.reaches.some((reach) => unreached.has(reach)))
      return { outcome: 'retry', reason: 'documents not reached' };
    if (!isLast.has(change)) return { outcome: 'superseded' };
    return written.get(change) ?? { outcome: 'retry', reason: 'no verdict' };
  };
  return {
    verdicts: parsed.map((record) => toRecordVerdict(record, verdictOf)),
    foreignWrites: changes.filter(({ foreignWrite }) => foreignWrite).length,
    oldestAtMs: findOldest(records),
  };
}

function toRecordVerdict({ sequenceNumber, changes }: Parsed, verdictOf: (change: Change) => Verdict): RecordVerdict {
  if (isMalformed(changes)) return { sequenceNumber, outcome: 'retry', reason: changes.malformed };
  if (changes.length === 0) return { sequenceNumber, outcome: 'skipped' };
  return { sequenceNumber, ...worstOf(changes.map(verdictOf)) };
}

function getRecords(event: unknown): readonly unknown[] {
  const records = typeof event === 'object' && event !== null && 'Records' in event ? event.Records : undefined;
  if (Array.isArray(records)) return records;
  throw new IndexerError('record.no-records', 'Expected an event with `Records`, got none.');
}

/** Lambda reads a failure without an identifier as a failure of the whole batch; so does this. */
function requireSequenceNumber(record: unknown): string {
  const sequenceNumber = getSequenceNumber(record);
  if (sequenceNumber !== undefined) return sequenceNumber;
  throw new IndexerError('record.no-sequence-number', 'Expected `dynamodb.SequenceNumber` in every record, got none.');
}

function findOldest(records: readonly unknown[]): number | undefined {
  let oldest: number | undefined;
  for (const record of records) {
    const createdAtMs = getCreatedAtMs(record);
    if (createdAtMs !== undefined && (oldest === undefined || createdAtMs < oldest)) oldest = createdAtMs;
  }
  return oldest;
}
