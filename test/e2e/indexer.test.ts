import { BatchWriteItemCommand, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Item } from '../../artifacts/indexer/src/core/attribute-value.ts';
import { toBatchResponse } from '../../artifacts/indexer/src/core/to-batch-response.ts';
import { createIndexes } from '../../artifacts/indexer/src/flow/create-indexes.ts';
import { createFindWriteTargets } from '../../artifacts/indexer/src/flow/find-write-targets.ts';
import { indexBatch } from '../../artifacts/indexer/src/flow/index-batch.ts';
import { workJobs } from '../../artifacts/indexer/src/flow/work-jobs.ts';
import { newId } from './support/new-id.ts';
import { createOwnLibrary } from './support/own-library.ts';

const library = createOwnLibrary('indexer');
const { prefix, entities, tableName, client, request, dependencies } = library;
const { send } = dependencies;

beforeAll(() => library.createTables());
beforeEach(async () => {
  await createIndexes(entities, send);
});
afterAll(() => library.remove());

let sequence = 0;
const toRecord = (before: Item | undefined, after: Item | undefined): object => ({
  eventName: after ? (before ? 'MODIFY' : 'INSERT') : 'REMOVE',
  dynamodb: {
    Keys: { id: (after ?? before)?.id },
    ...(after && { NewImage: after }),
    ...(before && { OldImage: before }),
    SequenceNumber: String(1_000_000 + sequence++),
  },
});
const index = async (records: readonly object[]) => {
  const findWriteTargets = createFindWriteTargets({ entities, send, nowMs: Date.now });
  const { verdicts } = await indexBatch({ Records: records }, entities, { ...dependencies, findWriteTargets });
  return { outcomes: verdicts.map(({ outcome }) => outcome), ...toBatchResponse(verdicts) };
};
/** Works off the job of an author, as the stream of the table `jobs` would have it done. */
const work = async (value: string) => {
  const findWriteTargets = createFindWriteTargets({ entities, send, nowMs: Date.now });
  const id = { index: `${prefix}-books`, by: 'authorId', value };
  const undone = await workJobs([id], { ...dependencies, findWriteTargets, entities, hasTime: () => true });
  expect([undone.size, await dependencies.jobs.get(id)]).toEqual([0, 'absent']);
};
const getBook = (bookId: string) => request('GET', `/${prefix}-books-v1/_doc/S:Book:${bookId}`);
const put = (item: Item) => client.send(new PutItemCommand({ TableName: tableName, Item: item as never }));
const remove = ({ id }: Item) => client.send(new DeleteItemCommand({ TableName: tableName, Key: { id } as never }));

const first = BigInt(Date.now()) * 1_000n;
const version = (n: number | bigint) => ({ version: { N: String(first + BigInt(n)) } });
const authorOf = (authorId: string, name: string, n: number | bigint = 0): Item => ({
  id: { S: `Author:${authorId}` },
  type: { S: 'Author' },
  authorId: { S: authorId },
  name: { S: name },
  ...version(n),
});
const bookOf = (authorId: string, title: string, rest: Item = {}): Item => {
  const bookId = newId();
  const ids = { id: { S: `Book:${bookId}` }, bookId: { S: bookId }, authorId: { S: authorId } };
  return { ...ids, type: { S: 'Book' }, title: { S: title }, ...version(0), ...rest };
};
const idOf = ({ bookId }: Item): string => (bookId && 'S' in bookId ? bookId.S : '');

test('is set up by two bootstraps at once as by one', async () => {
  const runs = await Promise.all([createIndexes(entities, send), createIndexes(entities, send)]);

  for (const run of runs)
    expect(run.map(({ differing, added }) => [differing, added])).toEqual(entities.map(() => [[], []]));
  expect(Object.keys(await request('GET', `/_alias/${prefix}-books,${prefix}-books-write`))).toEqual([
    `${prefix}-books-v1`,
  ]);
});

test('keeps the document that is newest by version, whatever comes again', async () => {
  const author = authorOf(newId(), 'Jane Austen');
  const old = bookOf(idOfAuthor(author), 'Emma');
  const newer = { ...old, title: { S: 'Emma, revised' }, ...version(1) };
  await put(author);
  await put(newer);

  expect((await index([toRecord(undefined, author), toRecord(old, newer)])).outcomes).toEqual(['applied', 'applied']);
  expect((await index([toRecord(undefined, old)])).outcomes).toEqual(['applied']);
  expect((await index([toRecord(old, newer)])).outcomes).toEqual(['applied']);
  expect((await getBook(idOf(old)))._source).toMatchObject({ title: 'Emma, revised', authorName: 'Jane Austen' });
});

test('refuses what is older than a delete, of a document that never was too', async () => {
  const userId = newId();
  const user = { id: { S: `User:${userId}` }, type: { S: 'User' }, userId: { S: userId }, ...version(0) };

  expect((await index([toRecord(user, undefined)])).outcomes).toEqual(['applied']);
  expect((await index([toRecord(undefined, user)])).outcomes).toEqual(['superseded']);
  expect((await request('GET', `/${prefix}-users-v1/_doc/S:User:${userId}`)).found).toBe(false);
});

test('brings back no document of an item that is gone', async () => {
  const book = bookOf(newId(), 'Gone');

  expect((await index([toRecord(book, undefined)])).outcomes).toEqual(['applied']);
  expect((await index([toRecord(undefined, book)])).outcomes).toEqual(['applied']);
  expect((await getBook(idOf(book))).found).toBe(false);
});

test('ends at the last of create, update, delete and create in one batch', async () => {
  const book = bookOf(newId(), 'first');
  const edited = { ...book, title: { S: 'second' }, ...version(1) };
  const again = { ...book, title: { S: 'third' }, ...version(5_000) };
  await put(again);

  const records = [
    toRecord(undefined, book),
    toRecord(book, edited),
    toRecord(edited, undefined),
    toRecord(undefined, again),
  ];
  const { outcomes } = await index(records);

  expect(outcomes).toEqual(['superseded', 'superseded', 'superseded', 'applied']);
  expect((await getBook(idOf(book)))._source).toMatchObject({ title: 'third' });
});

test('parks the record that is refused, and lets it go when it is mended; the others stand', async () => {
  const books = [1, 2, 3].map((n) => bookOf(newId(), `book ${n}`, n === 2 ? { createdAt: { S: 'no date' } } : {}));
  const records = books.map((book) => toRecord(undefined, book));
  for (const book of books) await put(book);

  const { outcomes, batchItemFailures } = await index(records);

  expect(outcomes).toEqual(['applied', 'parked', 'applied']);
  expect(batchItemFailures).toEqual([]);
  expect(await Promise.all(books.map(async (book) => (await getBook(idOf(book))).found))).toEqual([true, false, true]);
  const [, poison = {}] = books;
  const documentId = `S:Book:${idOf(poison)}`;
  const isParked = async () =>
    (await dependencies.parkedKeys.find([{ index: `${prefix}-books-v1`, documentId }]))?.length;
  expect(await isParked()).toBe(1);

  const mended = { ...poison, createdAt: { N: '1' }, ...version(1) };
  await put(mended);
  expect((await index([toRecord(poison, mended)])).outcomes).toEqual(['applied']);
  expect(await isParked()).toBe(0);
});

test('keeps every digit and every character', async () => {
  const title = `"quotes" \\ \n\t $x #end 'é' 😀 \u2028 ${'x'.repeat(40_000)}`;
  const book = bookOf(newId(), title, { price: { N: '12345678901234567890.123456789012345678' } });
  await put(book);

  await index([toRecord(undefined, book)]);

  const reply = await send({ method: 'GET', path: `/${prefix}-books-v1/_doc/S:Book:${idOf(book)}` });
  const text = reply.kind === 'reply' ? reply.text : '';
  expect(text).toContain('"price":12345678901234567890.123456789012345678,');
  expect((JSON.parse(text) as { _source: { title: string } })._source.title).toBe(title);
});

test('repairs a document that was written past the indexer', async () => {
  const book = bookOf(newId(), 'right');
  await put(book);
  await index([toRecord(undefined, book)]);
  const query = `version=9000000000000000000&version_type=external`;
  const body = JSON.stringify({ title: 'wrong', version: 7 });
  await send({
    method: 'PUT',
    path: `/${prefix}-books-v1/_doc/S:Book:${idOf(book)}`,
    query: Object.fromEntries(new URLSearchParams(query)),
    body,
  });

  expect((await index([toRecord(undefined, book)])).outcomes).toEqual(['repaired']);
  expect((await getBook(idOf(book)))._source).toMatchObject({ title: 'right' });

  await remove(book);
  expect((await index([toRecord(book, undefined)])).outcomes).toEqual(['repaired']);
  expect((await getBook(idOf(book))).found).toBe(false);
});

test('carries a rename, a delete and a return of an author into 1,200 books', async () => {
  const authorId = newId();
  const author = authorOf(authorId, 'Before');
  const books = Array.from({ length: 1_200 }, (_, n) => bookOf(authorId, `book ${n}`));
  await put(author);
  for (let i = 0; i < books.length; i += 25) {
    const requests = books.slice(i, i + 25).map((book) => ({ PutRequest: { Item: book as never } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }));
  }
  await index([author, ...books].map((item) => toRecord(undefined, item)));
  const countNames = async () => {
    await work(authorId);
    await request('POST', `/${prefix}-books-v1/_refresh`);
    const reply = await request('POST', `/${prefix}-books-v1/_search`, {
      size: 0,
      query: { term: { authorId } },
      aggs: { names: { terms: { field: 'authorName.keyword', missing: 'none' } } },
    });
    const { buckets } = (reply.aggregations as { names: { buckets: { key: string; doc_count: number }[] } }).names;
    return buckets.map(({ key, doc_count }) => [key, doc_count]);
  };
  expect(await countNames()).toEqual([['before', 1_200]]);

  const renamed = authorOf(authorId, 'After', 1);
  await put(renamed);
  expect((await index([toRecord(author, renamed)])).outcomes).toEqual(['applied']);
  expect(await countNames()).toEqual([['after', 1_200]]);

  await remove(renamed);
  await index([toRecord(renamed, undefined)]);
  expect(await countNames()).toEqual([['none', 1_200]]);

  const returned = authorOf(authorId, 'Again', BigInt(Date.now()) * 1_000n - first);
  await put(returned);
  await index([toRecord(undefined, returned)]);
  expect(await countNames()).toEqual([['again', 1_200]]);
});

test('fails as a whole when an index is gone, and makes up none', async () => {
  const book = bookOf(newId(), 'lost');
  const findWriteTargets = async () => [`${prefix}-gone-v1`];
  const indexing = indexBatch({ Records: [toRecord(undefined, book)] }, entities, {
    ...dependencies,
    findWriteTargets,
  });

  await expect(indexing).rejects.toMatchObject({ code: 'search.index-missing' });
  expect((await request('GET', `/${prefix}-gone-v1`)).status).toBe(404);
});

function idOfAuthor({ authorId }: Item): string {
  return authorId && 'S' in authorId ? authorId.S : '';
}
