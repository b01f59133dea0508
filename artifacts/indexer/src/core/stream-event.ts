import { IndexerError } from './errors.ts';

/** The records of an event of a table's stream. */
export function getRecords(event: unknown): readonly unknown[] {
  const records = member(event, 'Records');
  if (Array.isArray(records)) return records;
  throw new IndexerError('record.no-records', 'Expected an event with `Records`, got none.');
}

/** Undefined when there is none; then nothing could be reported to Lambda about this record. */
export function getSequenceNumber(record: unknown): string | undefined {
  const value = member(member(record, 'dynamodb'), 'SequenceNumber');
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Lambda reads a failure without an identifier as a failure of the whole batch; so does this. */
export function requireSequenceNumber(record: unknown): string {
  const sequenceNumber = getSequenceNumber(record);
  if (sequenceNumber !== undefined) return sequenceNumber;
  throw new IndexerError('record.no-sequence-number', 'Expected `dynamodb.SequenceNumber` in every record, got none.');
}

/** When DynamoDB wrote the change, epoch milliseconds (its grain is a second). */
export function getCreatedAtMs(record: unknown): number | undefined {
  const seconds = member(member(record, 'dynamodb'), 'ApproximateCreationDateTime');
  return typeof seconds === 'number' && Number.isFinite(seconds) ? Math.round(seconds * 1000) : undefined;
}

/** A key attribute that is text. */
export function getKeyText(record: unknown, name: string): string | undefined {
  const value = member(member(member(member(record, 'dynamodb'), 'Keys'), name), 'S');
  return typeof value === 'string' ? value : undefined;
}

export function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
