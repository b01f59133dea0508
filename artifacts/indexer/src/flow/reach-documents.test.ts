import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook } from '../../test/fixtures/build-change.ts';
import { createLibrary } from '../../test/fixtures/create-library.ts';

const version = (n: number) => ({ version: { N: String(n) } });
const bookOf = (n: number) => buildBook({ id: { S: `Book:b${n}` }, bookId: { S: `b${n}` } });

/** An author with so many books, all indexed. */
const createAuthor = async (books: number) => {
  const library = createLibrary();
  library.table.put('Author:a1', buildAuthor());
  for (let n = 0; n < books; n++) library.table.put(`Book:b${n}`, bookOf(n));
  await library.indexRest();
  const names = () => [...library.openSearch.documents('books-v1').values()].map(({ authorName }) => authorName);
  return { ...library, names };
};

test('carries a new name into every book at once, as long as they are few', async () => {
  const { table, indexRest, names, jobs } = await createAuthor(500);
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['applied']);
  expect(names()).toEqual(Array(500).fill('J. A.'));
  expect(jobs.rows.size).toBe(0);
});

test('leaves a new name to a job when the books are many, and lets the stream go on', async () => {
  const { table, indexRest, names, jobs } = await createAuthor(501);
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['applied']);
  expect(names()).toEqual(Array(501).fill('Jane Austen'));
  expect([...jobs.rows.values()]).toMatchObject([
    { index: 'books', by: 'authorId', value: 'a1', keyNames: ['id'], version: 6n, isUnordered: false },
  ]);
});

test('reports the rename when its job could not be kept', async () => {
  const { table, indexRest, network } = await createAuthor(501);
  network.jobs = { ...network.jobs, put: async () => new Set() };
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  const { outcomes, batch } = await indexRest();

  expect([outcomes, batch.verdicts[0]?.reason]).toEqual([['retry'], 'documents not reached']);
});

test('notes in the job that nothing puts the documents in order when somebody else wrote the author', async () => {
  const { table, indexRest, jobs } = await createAuthor(501);
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' } }));

  await indexRest();

  expect([...jobs.rows.values()]).toMatchObject([{ isUnordered: true }]);
});

test('takes the name from the books of an author who is gone, and gives it back', async () => {
  const { table, indexRest, names } = await createAuthor(2);
  table.put('Author:a1', undefined);
  await indexRest();
  expect(names()).toEqual([undefined, undefined]);

  table.put('Author:a1', buildAuthor({ name: { S: 'Jane' }, version: { N: `${table.nowMs() + 1}000` } }));
  await indexRest();
  expect(names()).toEqual(['Jane', 'Jane']);
});

test('touches no book when the name is the same', async () => {
  const { table, indexRest, requests } = await createAuthor(2);
  table.put('Author:a1', buildAuthor({ birthdate: { S: '1775' }, ...version(6) }));
  requests.length = 0;

  await indexRest();

  expect(requests.map(({ path }) => path)).toEqual(['/_bulk']);
});

test('writes no book again that came with its author', async () => {
  const { requests } = await createAuthor(2);

  expect(requests.filter(({ path }) => path === '/_bulk')).toHaveLength(1);
});

test('leaves the rename to a job when the books could not be looked for', async () => {
  const { table, indexRest, network, jobs } = await createAuthor(2);
  const { send } = network;
  network.send = async (request) =>
    request.path.endsWith('/_search') ? { kind: 'none', reason: 'TimeoutError' } : send(request);
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['applied']);
  expect([...jobs.rows.keys()]).toEqual(['books/authorId/a1']);
});

test('leaves the rename to a job when one book was not written', async () => {
  const { table, indexRest, network, jobs } = await createAuthor(2);
  const { send } = network;
  network.send = async (request) => {
    const reply = await send(request);
    const isBooks = request.path === '/_bulk' && request.body?.includes('books-v1');
    return isBooks && reply.kind === 'reply'
      ? { ...reply, text: reply.text.replace('"status":200', '"status":429') }
      : reply;
  };
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['applied']);
  expect(jobs.rows.size).toBe(1);
});

test('leaves alone a document that no item can have made', async () => {
  const { table, indexRest, openSearch } = await createAuthor(1);
  const stray = { index: { _index: 'books-v1', _id: 'sha256:00' } };
  const body = `${JSON.stringify(stray)}\n{"authorId":"a1","authorName":"old"}\n`;
  await openSearch.send({ method: 'POST', path: '/_bulk', body });
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['applied']);
  expect(openSearch.documents('books-v1').get('sha256:00')).toMatchObject({ authorName: 'old' });
});

test('reaches a book whose document id is a hash by the key that the document carries', async () => {
  const id = `Book:${'x'.repeat(600)}`;
  const { table, indexRest, openSearch } = await createAuthor(0);
  table.put(id, buildBook({ id: { S: id } }));
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));
  await indexRest();

  table.put('Author:a1', buildAuthor({ name: { S: 'Jane' }, ...version(7) }));
  await indexRest();

  expect([...openSearch.documents('books-v1').values()]).toMatchObject([
    { authorName: 'Jane', _key: { id: { S: id } } },
  ]);
});

test('removes a document whose item is gone', async () => {
  const { table, indexRest, openSearch, document } = await createAuthor(0);
  const orphan = { index: { _index: 'books-v1', _id: 'S:Book:b9', version: 9, version_type: 'external_gte' } };
  await openSearch.send({ method: 'POST', path: '/_bulk', body: `${JSON.stringify(orphan)}\n{"authorId":"a1"}\n` });
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['applied']);
  expect(document('books', 'S:Book:b9')).toBeUndefined();
});

test('tries parked documents again when what they join has changed', async () => {
  const { table, indexRest, document, parked } = createLibrary();
  table.put('Author:a1', buildAuthor({ name: { M: {} } }));
  table.put('Book:b1', buildBook());
  await indexRest();
  expect([...parked.rows.keys()]).toEqual(['authors-v1/S:Author:a1', 'books-v1/S:Book:b1']);

  table.put('Author:a1', buildAuthor({ ...version(6) }));
  const { outcomes } = await indexRest();

  expect(outcomes).toEqual(['applied']);
  expect([...parked.rows.keys()]).toEqual([]);
  expect(document('books', 'S:Book:b1')).toMatchObject({ authorName: 'Jane Austen' });
});

test('is not done with a change as long as nobody can tell what is parked', async () => {
  const { table, indexRest, network } = createLibrary();
  network.parkedKeys = { ...network.parkedKeys, list: async () => undefined };
  table.put('Author:a1', buildAuthor());

  expect((await indexRest()).outcomes).toEqual(['retry']);
});
