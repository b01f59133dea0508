import { expect, jest, test } from '@jest/globals';
import { buildAuthor, buildBook, buildUser } from '../../test/fixtures/build-change.ts';
import { buildRecord } from '../../test/fixtures/build-record.ts';
import { createLibrary } from '../../test/fixtures/create-library.ts';

const version = (n: number) => ({ version: { N: String(n) } });
const isBooksBulk = ({ path, body }: { path: string; body?: string }) =>
  path === '/_bulk' && body?.includes('books-v1');

test('writes a document again whose author changed during the write', async () => {
  const { table, index, network, document } = createLibrary();
  table.put('Author:a1', buildAuthor());
  table.put('Book:b1', buildBook());
  const { send } = network;
  network.send = async (request) => {
    table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));
    return send(request);
  };

  expect((await index([buildRecord()])).outcomes).toEqual(['applied']);
  expect(document('books', 'S:Book:b1')).toMatchObject({ authorName: 'J. A.' });
});

test('writes a document again in every index when a repair in one of them has seen a newer author', async () => {
  const { table, index, network, openSearch, addWriteTarget } = createLibrary();
  addWriteTarget('books', 'books-v2');
  table.put('Author:a1', buildAuthor());
  table.put('Book:b1', buildBook());
  const unexplained = {
    _index: 'books-v1',
    _id: 'S:Book:b1',
    version: 9_000_000_000_000_000,
    version_type: 'external_gte',
  };
  await openSearch.send({
    method: 'POST',
    path: '/_bulk',
    body: `${JSON.stringify({ index: unexplained })}\n{"version":1}\n`,
  });
  const { send } = network;
  network.send = async (request) => {
    table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));
    return send(request);
  };

  const { outcomes } = await index([buildRecord()]);

  const names = ['books-v1', 'books-v2'].map((name) => openSearch.documents(name).get('S:Book:b1')?.authorName);
  expect([outcomes, names]).toEqual([['repaired'], ['J. A.', 'J. A.']]);
});

/** A book whose author has another name after every request. */
const createRestless = () => {
  const library = createLibrary();
  library.table.put('Author:a1', buildAuthor());
  library.table.put('Book:b1', buildBook());
  let n = 6;
  const { send } = library.network;
  library.network.send = async (request) => {
    library.table.put('Author:a1', buildAuthor({ name: { S: `name ${n}` }, ...version(n++) }));
    return send(request);
  };
  return library;
};

test('leaves a document whose author changes at every write to a job', async () => {
  const { index, requests, jobs } = createRestless();

  expect((await index([buildRecord()])).outcomes).toEqual(['applied']);
  expect(requests.filter(isBooksBulk)).toHaveLength(5);
  expect([...jobs.rows.keys()]).toEqual(['books/authorId/a1']);
});

test('is not done with a document whose author changes at every write when that job could not be kept', async () => {
  const { index, network } = createRestless();
  network.jobs = { ...network.jobs, put: async () => new Set() };

  const { batch } = await index([buildRecord()]);

  expect(batch.verdicts).toMatchObject([{ outcome: 'retry', reason: 'items keep changing' }]);
});

test('does not go on for ever with a book that changes at every write, as each change comes by itself', async () => {
  const { table, index, network, requests } = createLibrary();
  table.put('Book:b1', buildBook());
  let n = 11;
  const { send } = network;
  network.send = async (request) => {
    table.put('Book:b1', buildBook(version(n++)));
    return send(request);
  };

  expect((await index([buildRecord()])).outcomes).toEqual(['applied']);
  expect(requests.filter(isBooksBulk)).toHaveLength(1);
});

test('does not write a document whose items could not be read', async () => {
  const { index, network, requests } = createLibrary();
  network.readItems = async () => new Map();

  const { outcomes, batch } = await index([buildRecord()]);

  expect(outcomes).toEqual(['retry']);
  expect(batch.verdicts[0]?.reason).toBe('item not read');
  expect(requests).toEqual([]);
});

test('is not done with a document whose items could not be read again', async () => {
  const { index, network, table } = createLibrary();
  table.put('Book:b1', buildBook());
  const { readItems } = network;
  let reads = 0;
  network.readItems = async (references) => (reads++ === 0 ? readItems(references) : new Map());

  const { batch } = await index([buildRecord()]);

  expect(batch.verdicts).toMatchObject([{ outcome: 'retry', reason: 'item not read' }]);
});

test('believes the image of an item that joins nothing, without a read', async () => {
  const { index, network, document } = createLibrary();
  network.readItems = () => Promise.reject(new Error('read'));

  expect((await index([buildRecord({ after: buildUser({ name: { S: 'then' } }) })])).outcomes).toEqual(['applied']);
  expect(document('users', 'S:User:u1')).toMatchObject({ name: 'then' });
});

test('believes the table, not the image, when a write was foreign', async () => {
  const { table, index, document } = createLibrary();
  table.put('User:u1', buildUser({ name: { S: 'now' } }));

  const { outcomes } = await index([buildRecord({ before: buildUser(), after: buildUser({ name: { S: 'then' } }) })]);

  expect(outcomes).toEqual(['applied']);
  expect(document('users', 'S:User:u1')).toMatchObject({ name: 'now' });
});

test('believes the table, not the image, where versions are added up', async () => {
  const { table, index, document } = createLibrary();
  table.put('Book:b1', buildBook({ title: { S: 'now' }, ...version(11) }));

  await index([buildRecord({ after: buildBook({ title: { S: 'then' } }) })]);

  expect(document('books', 'S:Book:b1')).toMatchObject({ title: 'now' });
});

test('reads what an item joins by now, when that is not what its image says', async () => {
  const { table, index, document } = createLibrary();
  table.put('Author:a2', buildAuthor({ id: { S: 'Author:a2' }, name: { S: 'J. A.' } }));
  table.put('Book:b1', buildBook({ authorId: { S: 'a2' } }));

  await index([buildRecord()]);

  expect(document('books', 'S:Book:b1')).toMatchObject({ authorName: 'J. A.' });
});

test('is not done with a foreign write whose item could not be read', async () => {
  const { index, network } = createLibrary();
  network.readItems = async () => new Map();

  const { batch } = await index([buildRecord({ before: buildBook(), after: buildBook() })]);

  expect(batch.verdicts).toMatchObject([{ outcome: 'retry', reason: 'item not read' }]);
});

test('follows a foreign write that goes on during the write', async () => {
  const { table, index, network, document } = createLibrary();
  table.put('Book:b1', buildBook());
  const { send } = network;
  network.send = async (request) => {
    const reply = await send(request);
    table.put('Book:b1', buildBook({ title: { S: 'after' } }));
    return reply;
  };

  await index([buildRecord({ before: buildBook(), after: buildBook() })]);

  expect(document('books', 'S:Book:b1')).toMatchObject({ title: 'after' });
});

test('parks nothing that an old image says and the item no longer does', async () => {
  const { table, index, parked, document, network } = createLibrary();
  const put = jest.fn(network.parkedKeys.put);
  network.parkedKeys = { ...network.parkedKeys, put };
  table.put('User:u1', buildUser({ version: { N: '11' } }));

  const { outcomes } = await index([buildRecord({ after: buildUser({ name: { M: {} } }) })]);

  expect(outcomes).toEqual(['applied']);
  expect(document('users', 'S:User:u1')).toMatchObject({ name: 'Ann', version: 11 });
  expect(put).not.toHaveBeenCalled();
  expect(parked.rows.size).toBe(0);
});

test('brings back nothing in an index that is younger than its end', async () => {
  const { table, index, indexRest, document, openSearch, addWriteTarget } = createLibrary();
  table.put('User:u1', buildUser());
  table.put('User:u1', undefined);
  await indexRest();
  addWriteTarget('users', 'users-v2');
  // The targets that are known are five seconds old by then.
  for (let ms = 0; ms < 5_000; ms++) table.put('User:u2', undefined);

  const { outcomes } = await index([buildRecord({ after: buildUser() })]);

  expect(outcomes).toEqual(['applied']);
  expect(document('users', 'S:User:u1')).toBeUndefined();
  expect(openSearch.documents('users-v2').size).toBe(0);
});
