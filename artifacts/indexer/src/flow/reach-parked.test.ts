import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook } from '../../test/fixtures/build-change.ts';
import { createLibrary } from '../../test/fixtures/create-library.ts';

const version = (n: number) => ({ version: { N: String(n) } });
const poisonous = (authorId: string, n = 5) =>
  buildAuthor({ id: { S: `Author:${authorId}` }, authorId: { S: authorId }, name: { M: {} }, ...version(n) });
const bookBy = (authorId: string, bookId: string) =>
  buildBook({ id: { S: `Book:${bookId}` }, bookId: { S: bookId }, authorId: { S: authorId } });

/** Two authors whose names no document can show, and so many parked books of each. */
const createParked = async (books: number) => {
  const library = createLibrary();
  for (const authorId of ['a1', 'a2']) {
    library.table.put(`Author:${authorId}`, poisonous(authorId));
    for (let n = 0; n < books; n++) library.table.put(`Book:${authorId}${n}`, bookBy(authorId, `${authorId}${n}`));
  }
  await library.indexRest();
  const parkedBooks = () => [...library.parked.rows.values()].filter(({ entity }) => entity === 'Book');
  return { ...library, parkedBooks };
};

test('writes the parked books of an author whose name has been mended, and reads no others', async () => {
  const { table, indexRest, network, parkedBooks, openSearch } = await createParked(2);
  expect(parkedBooks().map(({ joined }) => joined)).toEqual(['a1', 'a1', 'a2', 'a2'].map((authorId) => ({ authorId })));
  const read: string[] = [];
  const { readItems } = network;
  network.readItems = (references) => {
    read.push(...references.map(({ id }) => id));
    return readItems(references);
  };
  table.put('Author:a1', buildAuthor(version(6)));

  expect((await indexRest()).outcomes).toEqual(['applied']);
  expect(parkedBooks().map(({ documentId }) => documentId)).toEqual(['S:Book:a20', 'S:Book:a21']);
  expect([...openSearch.documents('books-v1').keys()]).toEqual(['S:Book:a10', 'S:Book:a11']);
  expect(read.filter((id) => id.startsWith('S:Book:a2'))).toEqual([]);
});

test('works off many in slices', async () => {
  const { table, indexRest, parkedBooks, openSearch } = await createParked(250);
  table.put('Author:a1', buildAuthor(version(6)));

  await indexRest();

  expect([parkedBooks().length, openSearch.documents('books-v1').size]).toEqual([250, 250]);
});

test.each([
  ['the parked keys cannot be listed', { list: async () => undefined }],
  ['one of them is not certain to be forgotten', { remove: async () => false }],
])('is not done with the author when %s', async (_, failing) => {
  const { table, indexRest, network } = await createParked(1);
  network.parkedKeys = { ...network.parkedKeys, ...failing };
  table.put('Author:a1', buildAuthor(version(6)));

  expect((await indexRest()).outcomes).toEqual(['retry']);
});
