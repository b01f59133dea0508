import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createFailedInvocations } from '../../artifacts/indexer/src/adapters/failed-invocations.ts';
import { createScanTable } from '../../artifacts/indexer/src/adapters/scan-table.ts';
import type { Item } from '../../artifacts/indexer/src/core/attribute-value.ts';
import { createIndexes } from '../../artifacts/indexer/src/flow/create-indexes.ts';
import { createFindWriteTargets } from '../../artifacts/indexer/src/flow/find-write-targets.ts';
import { type IndexBatchDependencies, indexBatch } from '../../artifacts/indexer/src/flow/index-batch.ts';
import type { ParkedKey } from '../../artifacts/indexer/src/flow/parked-keys.ts';
import { type RedriveDependencies, redrive } from '../../artifacts/indexer/src/keeper/redrive.ts';
import type { RedriveRequest } from '../../artifacts/indexer/src/keeper/redrive-position.ts';
import type { Finding } from '../../artifacts/indexer/src/keeper/slice.ts';
import { createFailedBatchFolder } from '../../local/stream/keep-failed-batch.ts';
import { type SourceRecord, toPendingRecord } from '../../local/stream/to-pending-record.ts';
import { newId } from './support/new-id.ts';
import { createOwnLibrary, timeoutMs } from './support/own-library.ts';
import { servers } from './support/servers.ts';

const { prefix, entities, client, request, ...library } = createOwnLibrary('redrive');
const { send } = library.dependencies;
let dependencies: RedriveDependencies & IndexBatchDependencies;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-redrive-'));
  dependencies = {
    ...library.dependencies,
    entities,
    keyNames: ['id'],
    tableName: prefix,
    scanTable: createScanTable({ client, timeoutMs, tableName: prefix, nowMs: Date.now }),
    findWriteTargets: createFindWriteTargets({ entities, send, nowMs: Date.now }),
    failedInvocations: createFailedInvocations({ location: `${pathToFileURL(folder)}/`, timeoutMs }),
    wait: async () => {},
    hasTime: () => false,
  };
  await library.createTables();
});
beforeEach(() => createIndexes(entities, send));
afterEach(async () => {
  for (const row of await parked()) await dependencies.parkedKeys.remove(row);
  for (const name of await readdir(folder)) await rm(join(folder, name));
});
afterAll(async () => {
  await library.remove();
  await rm(folder, { recursive: true });
});

const parked = async (): Promise<readonly ParkedKey[]> => (await dependencies.parkedKeys.list(undefined))?.keys ?? [];
/** Slice after slice, each as short as can be. */
const run = async (asked: RedriveRequest = {}) => {
  const findings: Finding[] = [];
  for (let resume: string | undefined; ; ) {
    const slice = await redrive({ ...asked, ...(resume !== undefined && { resume }) }, dependencies);
    findings.push(...slice.findings);
    if (slice.isDone) return findings;
    resume = slice.resume;
  }
};

const seconds = Math.trunc(Date.now() / 1_000);
let number = 0;
const recordOf = (before: Item | undefined, after: Item | undefined): SourceRecord => {
  const images = { ...(before && { OldImage: before }), ...(after && { NewImage: after }) };
  const sequence = { SequenceNumber: String(1_000_000 + number++), ApproximateCreationDateTime: seconds };
  return {
    eventID: String(number),
    eventName: after ? (before ? 'MODIFY' : 'INSERT') : 'REMOVE',
    eventVersion: '1.1',
    awsRegion: servers.region,
    dynamodb: { Keys: { id: (after ?? before)?.id }, ...images, ...sequence },
  } as SourceRecord;
};
/** Writes the item to the table, or removes it, and gives the record that the stream would have of it. */
const write = async (before: Item | undefined, after: Item | undefined): Promise<SourceRecord> => {
  if (after) await client.send(new PutItemCommand({ TableName: prefix, Item: after as never }));
  else await client.send(new DeleteItemCommand({ TableName: prefix, Key: { id: before?.id } as never }));
  return recordOf(before, after);
};
const index = async (...records: readonly object[]) => {
  const { verdicts } = await indexBatch({ Records: records }, entities, dependencies);
  return verdicts.map(({ outcome }) => outcome);
};
/** What local's mapping leaves behind of a batch that it gives up on. */
const giveUp = (records: readonly SourceRecord[], tableName = prefix) => {
  const streamArn = `arn:aws:dynamodb:ddblocal:000000000000:table/${tableName}/stream/2026-01-01T00:00:00.000`;
  return createFailedBatchFolder(folder)({
    discarded: {
      records: records.map((record) => toPendingRecord(record, { streamArn, receivedMs: Date.now() })),
      retries: 2,
      invocations: 3,
    },
    condition: 'RetryAttemptsExhausted',
    isFunctionError: true,
    shardId: 'shardId-00000001767268800000-2f3341db',
    streamArn,
    functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:indexer',
    discardedMs: Date.now(),
  });
};

const version = (n: number) => ({ version: { N: String(BigInt(Date.now()) * 1_000n + BigInt(n)) } });
const authorOf = (name: string, authorId = newId()): Item => ({
  id: { S: `Author:${authorId}` },
  type: { S: 'Author' },
  authorId: { S: authorId },
  name: { S: name },
  ...version(0),
});
const bookOf = (title: Item[string], author = newId(), bookId = newId()): Item => ({
  id: { S: `Book:${bookId}` },
  type: { S: 'Book' },
  bookId: { S: bookId },
  authorId: { S: author },
  title,
  ...version(0),
});
const poison = { M: { en: { S: 'Emma' } } };
const mendedOf = (item: Item): Item => ({ ...item, title: { S: 'Emma' }, ...version(1) });
const textOf = (item: Item, name: string): string => (item[name] as { S: string }).S;
const getDocument = async (item: Item, name: string) =>
  (await request('GET', `/${prefix}-${name}-v1/_doc/S:${textOf(item, 'id')}`))._source;
const placeOf = (item: Item) => ({ index: `${prefix}-books-v1`, documentId: `S:${textOf(item, 'id')}` });

test('keeps the newest reason of what is still refused, and lets go what has been mended', async () => {
  const book = bookOf(poison);
  expect(await index(await write(undefined, book))).toEqual(['parked']);
  const [row] = await parked();
  // As a release before would have put it.
  await dependencies.parkedKeys.put([{ ...(row as ParkedKey), reason: '400 something_else', parkedAtMs: 1 }]);

  const refused = await run();
  const [kept] = await parked();
  await write(book, mendedOf(book));
  const mended = await run();

  const { reason } = row as ParkedKey;
  expect(reason).toContain('mapper_parsing_exception');
  expect(refused).toEqual([{ ...placeOf(book), kind: 'parked', key: { id: book.id }, reason }]);
  expect(kept).toMatchObject({ ...placeOf(book), reason });
  expect(kept?.parkedAtMs).toBeGreaterThan(1);
  expect(mended).toEqual([{ ...placeOf(book), kind: 'applied', key: { id: book.id } }]);
  expect(await parked()).toEqual([]);
  expect(await getDocument(book, 'books')).toMatchObject({ title: 'Emma' });
  expect(await run()).toEqual([]);
});

test('lets a parked key go whose item has been deleted', async () => {
  const book = bookOf(poison);
  await index(await write(undefined, book));
  await write(book, undefined);

  expect(await run()).toEqual([{ ...placeOf(book), kind: 'applied', key: { id: book.id } }]);
  expect(await parked()).toEqual([]);
  expect(await getDocument(book, 'books')).toBeUndefined();
});

test('has nothing to do where the stream alone has brought the mended item', async () => {
  const book = bookOf(poison);
  await index(await write(undefined, book));

  expect(await index(await write(book, mendedOf(book)))).toEqual(['applied']);

  expect(await parked()).toEqual([]);
  expect(await run()).toEqual([]);
});

test('says in a dry run what it would try, and tries nothing', async () => {
  const book = bookOf(poison);
  await index(await write(undefined, book));
  const rows = await parked();
  const record = await write(book, mendedOf(book));
  await giveUp([record]);

  const findings = await run({ dryRun: true });

  expect(findings).toMatchObject([
    { ...placeOf(book), kind: 'to-write' },
    { index: 'invocations', kind: 'to-write', reason: 'RetryAttemptsExhausted, keys: 1' },
  ]);
  expect(await parked()).toEqual(rows);
  expect(await readdir(folder)).toHaveLength(1);
  expect(await getDocument(book, 'books')).toBeUndefined();
});

test('tries only what has the reason that is asked for', async () => {
  const books = [bookOf(poison), bookOf(poison)];
  for (const book of books) await index(await write(undefined, book));
  for (const book of books) await write(book, mendedOf(book));
  const [one, other] = await parked();
  await dependencies.parkedKeys.put([{ ...(one as ParkedKey), reason: '413' }]);
  await giveUp([]);

  const findings = await run({ reason: 'mapper_parsing' });

  expect(findings).toMatchObject([{ kind: 'applied', documentId: other?.documentId }]);
  expect(await parked()).toMatchObject([{ documentId: one?.documentId, reason: '413' }]);
  expect(await readdir(folder)).toHaveLength(1);
});

test('forgets the rows of an index that is gone, keeps what needs a person', async () => {
  const row = { ...placeOf(bookOf(poison)), entity: 'Book', key: { id: { S: 'Book:x' } }, version: 1n, parkedAtMs: 1 };
  await dependencies.parkedKeys.put([
    { ...row, index: `${prefix}-books-v0`, reason: '400 a' },
    { ...row, entity: 'Shelf', reason: '400 b' },
    { ...row, index: 'records', documentId: '7', entity: undefined, key: undefined, reason: 'No key.' },
  ]);

  const findings = await run();

  expect(new Set(findings.map(({ kind, reason }) => `${kind} ${reason}`))).toEqual(
    new Set([
      'cleared The index is not written any more.',
      'kept Nothing indexes `Shelf` any more: delete the row.',
      'kept No key. Nobody knows its item: run repair, then delete the row.',
    ]),
  );
  expect((await parked()).map(({ reason }) => reason).sort()).toEqual(['400 b', 'No key.']);
});

test('writes what a given-up batch was about, and carries a renamed item on', async () => {
  const author = authorOf('Jane Austin');
  const authorId = textOf(author, 'authorId');
  const shown = bookOf({ S: 'Persuasion' }, authorId);
  const gone = bookOf({ S: 'Sanditon' }, authorId);
  expect(
    await index(await write(undefined, author), await write(undefined, shown), await write(undefined, gone)),
  ).toEqual(['applied', 'applied', 'applied']);
  const renamed = { ...author, name: { S: 'Jane Austen' }, ...version(1) };
  const added = bookOf({ S: 'Emma' }, authorId);
  const changed = { ...added, title: { S: 'Emma, again' }, ...version(1) };
  await giveUp([
    await write(author, renamed),
    await write(undefined, added),
    await write(added, changed),
    await write(gone, undefined),
  ]);
  await giveUp([recordOf(undefined, bookOf(poison))]);

  const findings = await run();

  expect(findings.map(({ kind, reason }) => `${kind} ${reason}`).sort()).toEqual([
    'applied RetryAttemptsExhausted, keys: 1',
    'applied RetryAttemptsExhausted, keys: 3',
  ]);
  expect(await readdir(folder)).toEqual([]);
  expect(await getDocument(author, 'authors')).toMatchObject({ name: 'Jane Austen' });
  expect(await getDocument(shown, 'books')).toMatchObject({ title: 'Persuasion', authorName: 'Jane Austen' });
  expect(await getDocument(added, 'books')).toMatchObject({ title: 'Emma, again', authorName: 'Jane Austen' });
  expect(await getDocument(gone, 'books')).toBeUndefined();
});

test('forgets a given-up batch whose poison is parked', async () => {
  const book = bookOf(poison);
  await giveUp([await write(undefined, book), await write(undefined, bookOf({ S: 'Emma' }))]);

  const findings = await run();

  expect(findings).toMatchObject([{ ...placeOf(book), kind: 'parked' }, { kind: 'applied' }]);
  expect(await parked()).toMatchObject([placeOf(book)]);
  expect(await readdir(folder)).toEqual([]);
});

test('keeps what is no batch of this table, and goes on with the others', async () => {
  const author = authorOf('Jane Austen');
  await writeFile(join(folder, '0-broken.json'), '{"payload":');
  await giveUp([recordOf(undefined, author)], 'another');
  await giveUp([await write(undefined, author)]);

  const findings = await run();

  expect(findings.map(({ kind, reason }) => `${kind} ${reason}`).sort()).toEqual([
    'applied RetryAttemptsExhausted, keys: 1',
    'kept Expected a JSON object as Lambda writes it, got something else.',
    `kept Expected the stream of table \`${prefix}\`, got another table's.`,
  ]);
  expect(await readdir(folder)).toHaveLength(2);
  expect(await getDocument(author, 'authors')).toMatchObject({ name: 'Jane Austen' });
});
