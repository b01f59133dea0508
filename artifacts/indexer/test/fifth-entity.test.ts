import { expect, test } from '@jest/globals';
import { checkEntities } from '../src/core/entity.ts';
import { buildSearchBody } from '../src/core/search/build-search-body.ts';
import { entities } from '../src/entities/registry.ts';
import { buildBook } from './fixtures/build-change.ts';
import { buildRequest } from './fixtures/build-request.ts';
import { createLibrary } from './fixtures/create-library.ts';
import { shelf } from './fixtures/shelf.ts';

const item = {
  id: { S: 'Shelf:s1' },
  type: { S: 'Shelf' },
  shelfId: { S: 's1' },
  label: { S: 'A–C' },
  bookId: { S: 'b1' },
  keeperId: { S: 'u1' },
  weight: { N: '12.50' },
  version: { N: '3' },
};
const keeper = {
  id: { S: 'User:u1' },
  type: { S: 'User' },
  userId: { S: 'u1' },
  name: { S: 'Ann' },
  version: { N: '2' },
};

test('is accepted beside the others', () => {
  expect(() => checkEntities([...entities, shelf])).not.toThrow();
});

test('is indexed, joined and followed through changes of what it joins, with nothing else touched', async () => {
  const library = createLibrary([...entities, shelf]);
  library.table.put('Shelf:s1', item);
  await library.indexRest();
  const alone = { shelfId: 's1', label: 'A–C', bookId: 'b1', keeperId: 'u1', weight: 12.5, version: 3 };
  expect(library.document('shelves', 'S:Shelf:s1')).toEqual(alone);

  library.table.put('Book:b1', buildBook());
  library.table.put('User:u1', keeper);
  expect((await library.indexRest()).outcomes).toEqual(['applied', 'applied']);
  const joined = { ...alone, firstTitle: 'Emma', keeperName: 'Ann' };
  expect(library.document('shelves', 'S:Shelf:s1')).toEqual(joined);

  library.table.put('User:u1', { ...keeper, status: { S: 'VERIFIED' }, version: { N: '3' } });
  library.table.put('Book:b1', undefined);
  await library.indexRest();
  const { firstTitle: _, ...withoutTitle } = joined;
  expect(library.document('shelves', 'S:Shelf:s1')).toEqual({ ...withoutTitle, keeperStatus: 'VERIFIED' });
});

test('is searched in its own fields', () => {
  const request = buildRequest({ entity: shelf, text: 'a' });

  const body = buildSearchBody({ request, spelling: 'typed', marker: '#', pitId: undefined, searchAfter: undefined });

  expect(JSON.stringify(body)).toContain('"fields":["label^1"]');
});
