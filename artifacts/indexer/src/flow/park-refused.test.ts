import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook, buildUser } from '../../test/fixtures/build-change.ts';
import { createLibrary } from '../../test/fixtures/create-library.ts';

const version = (n: number) => ({ version: { N: String(n) } });
const poison = buildUser({ name: { M: {} }, ...version(11) });
const place = 'users-v1/S:User:u1';

/** A user that OpenSearch refuses, and that is parked. */
const createParked = async () => {
  const library = createLibrary();
  library.table.put('User:u1', buildUser());
  library.table.put('User:u1', poison);
  const { outcomes } = await library.indexRest();
  return { ...library, outcomes };
};

test('keeps a refused place before it lets the record go, and the former document', async () => {
  const { outcomes, parked } = await createParked();

  expect(outcomes).toEqual(['superseded', 'parked']);
  expect(parked.rows.get(place)).toMatchObject({ version: 11n, reason: '400 mapper_parsing_exception' });
});

test('forgets a place as soon as a later change of its item went through', async () => {
  const { table, indexRest, parked } = await createParked();
  table.put('User:u1', buildUser(version(12)));

  expect((await indexRest()).outcomes).toEqual(['applied']);
  expect(parked.rows.size).toBe(0);
});

test('forgets the place of an item that is gone', async () => {
  const { table, indexRest, parked } = await createParked();
  table.put('User:u1', undefined);

  await indexRest();

  expect(parked.rows.size).toBe(0);
});

test('does not forget a place because an older image went through once more', async () => {
  const { table, index, parked, document } = await createParked();

  const { outcomes } = await index(table.records.slice(0, 1));

  expect([outcomes, document('users', 'S:User:u1')]).toEqual([['applied'], expect.objectContaining({ version: 10 })]);
  expect(parked.rows.size).toBe(1);
});

test('writes the item that was mended while it was being parked, and forgets the place', async () => {
  const library = createLibrary();
  library.table.put('User:u1', poison);
  const { parkedKeys } = library.network;
  library.network.parkedKeys = {
    ...parkedKeys,
    put: async (keys) => {
      library.table.put('User:u1', buildUser(version(12)));
      return parkedKeys.put(keys);
    },
  };

  expect((await library.index(library.table.records.slice(0, 1))).outcomes).toEqual(['applied']);
  expect(library.document('users', 'S:User:u1')).toMatchObject({ version: 12 });
  expect(library.parked.rows.size).toBe(0);
});

test.each([
  ['find', { find: async () => undefined }],
  ['remove', { remove: async () => false }],
])('is not done with a written place when it is not known whether it is forgotten: %s fails', async (_, failing) => {
  const { table, indexRest, network } = await createParked();
  network.parkedKeys = { ...network.parkedKeys, ...failing };
  table.put('User:u1', buildUser(version(12)));

  const { batch } = await indexRest();

  expect(batch.verdicts).toMatchObject([{ outcome: 'retry', reason: 'parked key not cleared' }]);
});

test('parks a place only in the index that refuses it', async () => {
  const { table, indexRest, parked, openSearch } = createLibrary();
  openSearch.createIndex('books-v2', { mappings: { dynamic: false, properties: {} } });
  openSearch.addAlias('books-write', 'books-v2');
  table.put('Book:b1', buildBook({ title: { M: {} } }));

  expect((await indexRest()).outcomes).toEqual(['parked']);
  expect([...parked.rows.keys()]).toEqual(['books-v1/S:Book:b1']);
  expect(openSearch.documents('books-v2').size).toBe(1);
});

test('parks a malformed image in every index that it is written to', async () => {
  const { table, indexRest, parked, addWriteTarget } = createLibrary();
  addWriteTarget('users', 'users-v2');
  table.put('User:u1', buildUser({ name: { S: 7 } as never }));

  expect((await indexRest()).outcomes).toEqual(['parked']);
  expect([...parked.rows.values()].map(({ index, reason }) => [index, reason])).toEqual([
    ['users-v1', 'In `name`: Expected text, got number.'],
    ['users-v2', 'In `name`: Expected text, got number.'],
  ]);
});

test('forgets the place of a book although its author changes at that moment without showing', async () => {
  const { table, indexRest, parked, network } = createLibrary();
  table.put('Author:a1', buildAuthor());
  table.put('Book:b1', buildBook({ title: { M: {} } }));
  await indexRest();
  table.put('Book:b1', buildBook(version(11)));
  const { find } = network.parkedKeys;
  network.parkedKeys = {
    ...network.parkedKeys,
    find: async (places) => {
      table.put('Author:a1', buildAuthor({ birthdate: { S: '1775' }, ...version(6) }));
      return find(places);
    },
  };

  await indexRest();

  expect(parked.rows.size).toBe(0);
});
