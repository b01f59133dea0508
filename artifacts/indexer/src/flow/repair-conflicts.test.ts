import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook, buildUser } from '../../test/fixtures/build-change.ts';
import { buildRecord } from '../../test/fixtures/build-record.ts';
import { createLibrary } from '../../test/fixtures/create-library.ts';

const version = (n: number) => ({ version: { N: String(n) } });
const stale = buildRecord({ after: buildUser(version(10)) });

/** A book and a user that the index holds at version 12, as the table does. */
const createIndexed = async () => {
  const library = createLibrary();
  library.table.put('Author:a1', buildAuthor());
  library.table.put('Book:b1', buildBook(version(12)));
  library.table.put('User:u1', buildUser(version(12)));
  await library.indexRest();
  return library;
};
/** Puts a document under a version of its own, as nobody should. */
const inject = (library: ReturnType<typeof createLibrary>, externalVersion: number, document: object) => {
  const place = { _index: 'books-v1', _id: 'S:Book:b1', version: externalVersion, version_type: 'external_gte' };
  const body = `${JSON.stringify({ index: place })}\n${JSON.stringify(document)}\n`;
  return library.openSearch.send({ method: 'POST', path: '/_bulk', body });
};

test('lets a newer document stand', async () => {
  const { index, document } = await createIndexed();

  expect((await index([stale])).outcomes).toEqual(['superseded']);
  expect(document('users', 'S:User:u1')).toMatchObject({ version: 12 });
});

test('puts right a document that no item explains', async () => {
  const library = await createIndexed();
  await inject(library, 9_000, { title: 'injected', authorId: 'a1', version: 11 });

  expect((await library.index([buildRecord({ after: buildBook(version(12)) })])).outcomes).toEqual(['repaired']);
  expect(library.document('books', 'S:Book:b1')).toMatchObject({
    title: 'Emma',
    version: 12,
    authorName: 'Jane Austen',
  });
});

test('removes a document that a delete could not, its version being too high', async () => {
  const library = await createIndexed();
  await inject(library, Number.MAX_SAFE_INTEGER, { title: 'injected', authorId: 'a1', version: 11 });
  library.table.put('Book:b1', undefined);

  expect((await library.indexRest()).outcomes).toEqual(['repaired']);
  expect(library.document('books', 'S:Book:b1')).toBeUndefined();
});

test('creates the document of an item that came back under a lower version', async () => {
  const { table, indexRest, document } = await createIndexed();
  table.put('Book:b1', undefined);
  table.put('Book:b1', buildBook(version(1)));
  await indexRest();
  table.put('Book:b1', undefined);
  await indexRest();
  table.put('Book:b1', buildBook(version(1)));

  expect((await indexRest()).outcomes).toEqual(['repaired']);
  expect(document('books', 'S:Book:b1')).toMatchObject({ version: 1 });
});

test('takes a stale delete of what is gone for superseded', async () => {
  const { table, index, indexRest } = await createIndexed();
  table.put('User:u1', undefined);
  await indexRest();

  expect((await index([buildRecord({ before: buildUser(version(5)), after: undefined })])).outcomes).toEqual([
    'superseded',
  ]);
});

test.each([
  ['the document could not be got', '/_mget'],
  ['the repair was not answered', '/_bulk'],
])('is not done when %s', async (_, path) => {
  const library = await createIndexed();
  await inject(library, 9_000, { title: 'injected', authorId: 'a1', version: 11 });
  const { send } = library.network;
  let bulks = 0;
  library.network.send = async (request) => {
    if (request.path === '/_bulk') bulks += 1;
    const isLost = request.path === path && (path === '/_mget' || bulks === 2);
    return isLost ? { kind: 'none', reason: 'TimeoutError' } : send(request);
  };

  expect((await library.index([buildRecord({ after: buildBook(version(12)) })])).outcomes).toEqual(['retry']);
});

test('is not done when the item could not be read', async () => {
  const { index, network } = await createIndexed();
  const { readItems } = network;
  network.readItems = async (references) =>
    new Map([...(await readItems(references))].filter(([id]) => !id.startsWith('S:User')));

  const { batch } = await index([stale]);

  expect(batch.verdicts).toMatchObject([{ outcome: 'retry', reason: '409 not explained' }]);
});

test('tries again when somebody else writes in between, and gives up after three times', async () => {
  const library = await createIndexed();
  await inject(library, 9_000, { title: 'injected', authorId: 'a1', version: 11 });
  const { send } = library.network;
  let races = 0;
  library.network.send = async (request) => {
    const reply = await send(request);
    if (request.path === '/_mget' && races-- > 0)
      await inject(library, 9_001, { title: 'again', authorId: 'a1', version: 11 });
    return reply;
  };

  races = 2;
  expect((await library.index([buildRecord({ after: buildBook(version(12)) })])).outcomes).toEqual(['repaired']);

  await inject(library, 19_000, { title: 'injected', authorId: 'a1', version: 11 });
  races = 9;
  library.network.send = async (request) => {
    const reply = await send(request);
    if (request.path === '/_mget') await inject(library, 19_001, { title: 'again', authorId: 'a1', version: 11 });
    return reply;
  };
  const { batch } = await library.index([buildRecord({ after: buildBook(version(12)) })]);
  expect(batch.verdicts).toMatchObject([{ outcome: 'retry', reason: '409 repair lost the race' }]);
});

test('overwrites a document that was built from another item, by the time of the read', async () => {
  const library = await createIndexed();
  await inject(library, 9_000, { title: 'injected', authorId: 'a9', version: 11 });

  expect((await library.index([buildRecord({ after: buildBook(version(12)) })])).outcomes).toEqual(['repaired']);

  const { send } = library.openSearch;
  const stood = await send({
    method: 'POST',
    path: '/_mget',
    body: '{"docs":[{"_index":"books-v1","_id":"S:Book:b1"}]}',
  });
  expect(stood.kind === 'reply' && JSON.parse(stood.text).docs[0]._version).toBeGreaterThan(2 * 1_700_000_000_000_000);
});

test('brings back what somebody deleted under a version that no time reaches', async () => {
  const library = await createIndexed();
  const place = {
    _index: 'books-v1',
    _id: 'S:Book:b1',
    version: Number.MAX_SAFE_INTEGER,
    version_type: 'external_gte',
  };
  await library.openSearch.send({ method: 'POST', path: '/_bulk', body: `${JSON.stringify({ delete: place })}\n` });

  expect((await library.index([buildRecord({ after: buildBook(version(12)) })])).outcomes).toEqual(['repaired']);
  expect(library.document('books', 'S:Book:b1')).toMatchObject({ title: 'Emma' });
});

test('parks what cannot become a document by now', async () => {
  const library = await createIndexed();
  await inject(library, 9_000, { title: 'injected', authorId: 'a1', version: 11 });
  const { readItems } = library.network;
  let reads = 0;
  library.network.readItems = async (references) => {
    if (reads++ === 1) library.table.put('Book:b1', buildBook({ title: { S: 7 } as never, ...version(13) }));
    return readItems(references);
  };

  expect((await library.index([buildRecord({ after: buildBook(version(12)) })])).outcomes).toEqual(['parked']);
  expect([...library.parked.rows.keys()]).toEqual(['books-v1/S:Book:b1']);
});
