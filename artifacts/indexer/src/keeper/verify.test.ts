import { expect, test } from '@jest/globals';
import { noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { buildAuthor, buildBook, buildUser } from '../../test/fixtures/build-change.ts';
import { createKeeperRig } from '../../test/fixtures/create-keeper-rig.ts';
import { verify } from './verify.ts';

const version = (n: number) => ({ version: { N: String(n) } });
const bookAt = (n: number, parts = {}) =>
  buildBook({ id: { S: `Book:b${n}` }, bookId: { S: `b${n}` }, ...version(10), ...parts });

/** An author with 1,100 books, all of them indexed: three pages of the table, two of the index. */
async function createShelf() {
  const rig = createKeeperRig();
  rig.table.put('Author:a1', buildAuthor());
  for (let n = 0; n < 1_100; n++) rig.table.put(`Book:b${n}`, bookAt(n));
  await rig.indexRest();
  return rig;
}

test('says that the index equals the table, having looked at all of both', async () => {
  const { run } = await createShelf();

  const { findings, counts } = await run(verify, {});

  expect(findings).toEqual([]);
  expect(counts).toEqual({ items: 1_101, documents: 1_101 });
});

test('compares the same in slices of one step each', async () => {
  const { run, write, events } = await createShelf();
  await write('books-v1', 'S:Book:b7', undefined);
  await write('books-v1', 'S:Book:gone', { title: 'nobody’s' }, 5);
  events.hasTime = () => false;

  const { kinds, counts, slices } = await run(verify, {});

  expect(kinds.sort()).toEqual(['missing', 'orphaned']);
  expect(counts).toMatchObject({ items: 1_101, documents: 1_101, missing: 1, orphaned: 1 });
  expect(slices).toBeGreaterThan(10);
});

test('waits for the index to come by what was seen, and then says nothing of it', async () => {
  const { run, table, events, indexRest } = await createShelf();
  table.put('Book:b7', bookAt(7, { title: { S: 'Emma, revised' }, ...version(11) }));
  table.put('Book:b8', undefined);
  table.put('Book:b9', undefined);
  table.put('Book:new', bookAt(0, { id: { S: 'Book:new' }, bookId: { S: 'new' } }));
  let waits = 0;
  events.waited = async () => {
    waits += 1;
    if (waits === 3) await indexRest();
  };

  const { findings, counts } = await run(verify, {});

  expect(findings).toEqual([]);
  expect(counts.lagged).toBe(4);
});

test('takes an item that changes before each look for one that is followed', async () => {
  const { run, table, events, indexRest } = await createShelf();
  let n = 11;
  const change = () => table.put('Book:b7', bookAt(7, { title: { S: `title ${n}` }, ...version(n++) }));
  change();
  events.waited = async () => {
    await indexRest();
    change();
  };

  expect((await run(verify, {})).findings).toEqual([]);
});

test('names a document that nobody puts right, ten seconds after it was seen', async () => {
  const { run, write, waitedMs } = await createShelf();
  await write('books-v1', 'S:Book:b7', { title: 'Emma', version: 9 }, 20);

  const { findings } = await run(verify, { indexes: ['books'] });

  const key = { id: { S: 'Book:b7' } };
  const reason = 'version 9, expected 10';
  expect(findings).toEqual([{ kind: 'stale', index: 'books-v1', documentId: 'S:Book:b7', key, reason }]);
  expect(waitedMs()).toBeGreaterThanOrEqual(9_900);
  expect(waitedMs()).toBeLessThan(12_000);
});

test('names a document whose item another entity claims by now', async () => {
  const { run, table } = await createShelf();
  table.put('Book:b7', bookAt(7, { type: { S: 'Shelf' }, ...version(11) }));

  const { findings } = await run(verify, {});

  expect(findings).toMatchObject([{ kind: 'orphaned', documentId: 'S:Book:b7', key: { id: { S: 'Book:b7' } } }]);
});

test('settles what it holds before it looks for more', async () => {
  const rig = createKeeperRig();
  for (let n = 0; n < 5_000; n++) rig.table.put(`User:u${n}`, buildUser({ id: { S: `User:u${n}` } }));
  rig.events.hasTime = () => false;
  const tokens: number[] = [];
  const tool: typeof verify = async (request, dependencies) => {
    tokens.push(request.resume?.length ?? 0);
    return verify(request, dependencies);
  };

  const { kinds } = await rig.run(tool, { indexes: ['users'] });

  expect(kinds).toEqual(Array(5_000).fill('missing'));
  expect(Math.max(...tokens)).toBeLessThan(400_000);
});

test('calls a difference pending while a job carries the joined item on, and different when none does', async () => {
  const { run, write, jobs, openSearch } = await createShelf();
  const shown = openSearch.documents('books-v1').get('S:Book:b7');
  await write('books-v1', 'S:Book:b7', { ...shown, authorName: 'J. A.' }, 20);
  await write('books-v1', 'S:Book:b8', { ...shown, bookId: 'b8', title: 'another' }, 20);
  const job = { index: 'books', by: 'authorId', value: 'a1', keyNames: ['id'], version: 6n, isUnordered: false };
  await jobs.jobs.put([job]);

  const during = await run(verify, { indexes: ['books'] });
  const [row] = jobs.rows.values();
  if (row) await jobs.jobs.finish(row);
  const afterwards = await run(verify, { indexes: ['books'] });

  expect(during.findings.map(({ documentId, kind }) => [documentId, kind]).sort()).toEqual([
    ['S:Book:b7', 'pending'],
    ['S:Book:b8', 'different'],
  ]);
  expect(afterwards.kinds).toEqual(['different', 'different']);
});

test('calls a difference parked when its place is, and says why', async () => {
  const { run, write, parked } = await createShelf();
  await write('books-v1', 'S:Book:b7', undefined);
  const place = { index: 'books-v1', documentId: 'S:Book:b7', entity: 'Book', key: { id: { S: 'Book:b7' } } };
  await parked.put([{ ...place, version: 10n, reason: '400 mapper_parsing_exception', parkedAtMs: 1 }]);

  const { findings } = await run(verify, {});

  expect(findings).toMatchObject([{ kind: 'parked', reason: '400 mapper_parsing_exception' }]);
});

test('does not say that all is well when OpenSearch or the table gives no answer', async () => {
  const { dependencies, network, tables } = await createShelf();
  const { send, readItems } = network;
  const { scanTable } = tables;
  const unavailable = (source: string) => ({ code: `${source}.unavailable` });

  network.send = async (request) => (request.path === '/_mget' ? noAnswer : send(request));
  await expect(verify({}, dependencies)).rejects.toMatchObject(unavailable('search'));
  network.send = async (request) => (request.path === '/_mget' ? replyOf(200, { docs: [] }) : send(request));
  await expect(verify({}, dependencies)).rejects.toMatchObject(unavailable('search'));
  network.send = async (request) => (request.path.endsWith('/_search') ? replyOf(503, {}) : send(request));
  await expect(verify({}, dependencies)).rejects.toMatchObject(unavailable('search'));
  network.send = send;
  tables.scanTable = async () => undefined;
  await expect(verify({}, dependencies)).rejects.toMatchObject(unavailable('table'));
  tables.scanTable = scanTable;
  network.readItems = async () => new Map();
  await expect(verify({}, dependencies)).rejects.toMatchObject(unavailable('table'));
  network.readItems = readItems;
  expect((await verify({}, dependencies)).isDone).toBe(true);
});

test('asks again for what gave no answer', async () => {
  const { run, network, tables } = await createShelf();
  const { send, readItems } = network;
  const { scanTable } = tables;
  let asked = 0;
  const isLost = () => asked++ % 2 === 0;
  network.retries = 5;
  network.send = async (request) => (isLost() ? noAnswer : send(request));
  network.readItems = async (references) => (isLost() ? new Map() : readItems(references));
  tables.scanTable = async (segment) => (isLost() ? undefined : scanTable(segment));

  const { findings, counts } = await run(verify, {});

  expect(findings).toEqual([]);
  expect(counts).toEqual({ items: 1_101, documents: 1_101 });
});

test('refuses to go on where an index of the token is gone', async () => {
  const { dependencies, events, openSearch } = await createShelf();
  events.hasTime = () => false;
  const { resume } = await verify({ indexes: ['users'] }, dependencies);
  openSearch.removeIndex('users-v1');

  await expect(verify({ indexes: ['users'], resume }, dependencies)).rejects.toMatchObject({
    code: 'maintain.invalid-resume',
    message: expect.stringContaining('got `users-v1`'),
  });
});
