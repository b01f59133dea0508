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

test('carries a new name into every book, over several pages', async () => {
  const { table, indexRest, names } = await createAuthor(1_200);
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['applied']);
  expect(names()).toEqual(Array(1_200).fill('J. A.'));
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

test('reports the rename, not what came after it, when the books could not be reached', async () => {
  const { table, indexRest, network, openSearch, names } = await createAuthor(2);
  const { send } = network;
  network.send = async (request) =>
    request.path.endsWith('/_search') ? { kind: 'none', reason: 'TimeoutError' } : send(request);
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, birthdate: { S: '1775' }, ...version(7) }));

  const { outcomes, response } = await indexRest();

  expect(outcomes).toEqual(['retry', 'applied']);
  expect(response.batchItemFailures).toEqual([{ itemIdentifier: '1000003' }]);
  expect(openSearch.documents('authors-v1').get('S:Author:a1')).toMatchObject({ birthdate: '1775' });
  expect(names()).toEqual(['Jane Austen', 'Jane Austen']);
});

test('reports the rename when one book was not written', async () => {
  const { table, indexRest, network } = await createAuthor(2);
  const { send } = network;
  network.send = async (request) => {
    const reply = await send(request);
    const isBooks = request.path === '/_bulk' && request.body?.includes('books-v1');
    return isBooks && reply.kind === 'reply'
      ? { ...reply, text: reply.text.replace('"status":200', '"status":429') }
      : reply;
  };
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['retry']);
});

test('reports the rename when a book could not be read', async () => {
  const { table, indexRest, network } = await createAuthor(2);
  const { readItems } = network;
  network.readItems = async (references) => {
    const reads = new Map(await readItems(references));
    reads.delete('S:Book:b1');
    return reads;
  };
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['retry']);
});

test('reports the rename when a document has an id that leads to no item', async () => {
  const { table, indexRest, openSearch } = await createAuthor(1);
  const stray = { index: { _index: 'books-v1', _id: 'sha256:00' } };
  const body = `${JSON.stringify(stray)}\n{"authorId":"a1","authorName":"old"}\n`;
  await openSearch.send({ method: 'POST', path: '/_bulk', body });
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['retry']);
});

test('removes a document whose item is gone', async () => {
  const { table, indexRest, openSearch, document } = await createAuthor(0);
  const orphan = { index: { _index: 'books-v1', _id: 'S:Book:b9', version: 9, version_type: 'external_gte' } };
  await openSearch.send({ method: 'POST', path: '/_bulk', body: `${JSON.stringify(orphan)}\n{"authorId":"a1"}\n` });
  table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));

  expect((await indexRest()).outcomes).toEqual(['applied']);
  expect(document('books', 'S:Book:b9')).toBeUndefined();
});
