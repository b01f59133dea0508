import { type Item, isMalformed, type Key, type Malformed } from './attribute-value.ts';
import { encodeDocumentId } from './encode-document-id.ts';
import { getSequenceNumber } from './stream-event.ts';

/** An invocation that Lambda gave up on: what of it can still be done. */
export interface FailedInvocation {
  /** Why it was given up: `RetryAttemptsExhausted`, `RecordAgeExceeded`, … */
  readonly condition: string;
  /** What its records are about, each key once, by document id. */
  readonly keys: ReadonlyMap<string, Key>;
  /** Records that name no usable key. */
  readonly keyless: readonly { readonly sequenceNumber: string; readonly reason: string }[];
}

/** The table that its stream must be of. */
export interface StreamedTable {
  readonly tableName: string;
  readonly keyNames: readonly string[];
}

/**
 * Reads what Lambda writes to an on-failure destination in S3: metadata, and in `payload` the whole event as JSON text.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html. Only the keys are taken: images are old by
 * now.
 */
export function parseFailedInvocation(text: string, table: StreamedTable): FailedInvocation | Malformed {
  const document = parseJson(text);
  if (!isObject(document)) return { malformed: 'Expected a JSON object as Lambda writes it, got something else.' };
  const problem = findProblem(document, table);
  if (problem !== undefined) return { malformed: problem };
  const event = parseJson(String(document.payload));
  const records = isObject(event) ? event.Records : undefined;
  if (!Array.isArray(records)) return { malformed: 'Expected `payload` to be an event with `Records`, got none.' };

  const keys = new Map<string, Key>();
  const keyless: FailedInvocation['keyless'][number][] = [];
  for (const record of records) {
    const parsed = parseKey(record, table);
    const sequenceNumber = getSequenceNumber(record);
    if (!isMalformed(parsed)) keys.set(parsed.documentId, parsed.key);
    else if (sequenceNumber !== undefined) keyless.push({ sequenceNumber, reason: parsed.malformed });
    else return { malformed: 'Expected a key or a sequence number in every record, got neither.' };
  }
  return { condition: getCondition(document), keys, keyless };
}

type Fields = Readonly<Record<string, unknown>>;

function findProblem({ payload, DDBStreamBatchInfo }: Fields, { tableName }: StreamedTable): string | undefined {
  const streamArn = isObject(DDBStreamBatchInfo) ? DDBStreamBatchInfo.streamArn : undefined;
  if (typeof streamArn !== 'string') return 'Expected `DDBStreamBatchInfo.streamArn` to name a stream, got none.';
  if (streamArn.split('/')[1] !== tableName) {
    return `Expected the stream of table \`${tableName}\`, got another table's.`;
  }
  if (payload === undefined) {
    return 'Expected `payload` with the records, got metadata only: `repair` finds and mends what they changed.';
  }
  return typeof payload === 'string' ? undefined : 'Expected `payload` to be JSON text, got something else.';
}

function parseKey(
  record: unknown,
  { keyNames }: StreamedTable,
): { readonly key: Key; readonly documentId: string } | Malformed {
  const change = isObject(record) ? record.dynamodb : undefined;
  const key = isObject(change) ? change.Keys : undefined;
  const isWhole = isObject(key) && Object.keys(key).sort().join() === [...keyNames].sort().join();
  if (!isWhole) return { malformed: `Expected \`dynamodb.Keys\` to be of \`${keyNames.join('`, `')}\`, got others.` };
  const documentId = encodeDocumentId(key as Item);
  return isMalformed(documentId) ? documentId : { key: key as Item, documentId };
}

function getCondition({ requestContext }: Fields): string {
  const condition = isObject(requestContext) ? requestContext.condition : undefined;
  return typeof condition === 'string' ? condition : 'unknown';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no object either: whoever asked says so.
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
