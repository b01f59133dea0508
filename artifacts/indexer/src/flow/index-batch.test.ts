import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook, buildUser } from '../../test/fixtures/build-change.ts';
import { buildRecord } from '../../test/fixtures/build-record.ts';
import { createLibrary } from '../../test/fixtures/create-library.ts';
import { entities } from '../entities/registry.ts';
import { createFindWriteTargets } from './find-write-targets.ts';
import { indexBatch } from './index-batch.ts';

const version = (n: number) => ({ version: { N: String(n) } });
const skippedItem = { id: { S: 'Other:1' }, type: { S: 'Other' } };

test('gives each record of a mixed batch its outcome', async () => {
  const { index, table, document } = createLibrary();
  table.put('Book:b1', buildBook(version(12)));

  const { outcomes, response } = await index([
    buildRecord({ after: buildBook(version(10)) }),
    buildRecord({ after: skippedItem }),
    buildRecord({ before: buildBook(version(10)), after: undefined }),
    buildRecord({ after: buildBook(version(12)) }),
  ]);

  expect(outcomes).toEqual(['superseded', 'skipped', 'superseded', 'applied']);
  expect(response).toEqual({ batchItemFailures: [] });
  expect(document('books', 'S:Book:b1')).toMatchObject({ version: 12 });
});

test('acknowledges a delete of a document that is already gone', async () => {
  const { index } = createLibrary();

  expect((await index([buildRecord({ before: buildBook(), after: undefined })])).outcomes).toEqual(['applied']);
});

test('parks what can never be written, and goes on with the others', async () => {
  const { index, table, document, parked } = createLibrary();
  table.put('Book:b1', buildBook({ title: { M: {} } }));
  const records = [
    buildRecord({ after: skippedItem, sequenceNumber: '1' }),
    buildRecord({ key: {}, sequenceNumber: '2' }),
    buildRecord({ after: buildBook({ title: { M: {} } }), sequenceNumber: '3' }),
    buildRecord({ after: buildUser(), sequenceNumber: '4' }),
  ];

  const { outcomes, response, batch } = await index(records);

  expect(outcomes).toEqual(['skipped', 'parked', 'parked', 'applied']);
  expect(batch.verdicts.map(({ reason }) => reason)).toEqual([
    undefined,
    'Expected a key of one or two attributes, got 0.',
    '400 mapper_parsing_exception',
    undefined,
  ]);
  expect(response).toEqual({ batchItemFailures: [] });
  expect(document('users', 'S:User:u1')).toMatchObject({ name: 'Ann' });
  expect([...parked.rows.values()]).toMatchObject([
    { index: 'books-v1', documentId: 'S:Book:b1', entity: 'Book', key: { id: { S: 'Book:b1' } }, version: 10n },
    { index: 'records', documentId: '2', entity: undefined, key: undefined },
  ]);
});

test('reports what could not be parked', async () => {
  const { index, table, network } = createLibrary();
  table.put('Book:b1', buildBook({ title: { M: {} } }));
  network.parkedKeys = { ...network.parkedKeys, put: async () => new Set() };

  const { outcomes, batch } = await index([
    buildRecord({ after: buildBook({ title: { M: {} } }) }),
    buildRecord({ key: {}, sequenceNumber: '2' }),
  ]);

  expect(outcomes).toEqual(['retry', 'retry']);
  expect(batch.verdicts[0]?.reason).toBe('not parked: 400 mapper_parsing_exception');
});

test('reports a change that was left out for a later one, when that is not done', async () => {
  const { index, table, network } = createLibrary();
  network.parkedKeys = { ...network.parkedKeys, put: async () => new Set() };
  const poison = (n: number) => buildUser({ name: { M: {} }, ...version(n) });
  table.put('User:u1', poison(2));

  const { outcomes } = await index([
    buildRecord({ after: poison(1) }),
    buildRecord({ before: poison(1), after: poison(2) }),
  ]);

  expect(outcomes).toEqual(['retry', 'retry']);
});

test('looks up what a record with unreadable images has changed', async () => {
  const { index, table, document } = createLibrary();
  table.put('User:u1', buildUser());

  const { outcomes } = await index([buildRecord({ eventName: 'TRUNCATE', after: buildUser() })]);

  expect(outcomes).toEqual(['applied']);
  expect(document('users', 'S:User:u1')).toMatchObject({ name: 'Ann' });
});

test('counts foreign writes and finds the oldest record', async () => {
  const { index } = createLibrary();

  const { batch } = await index([
    buildRecord({ before: buildBook(), after: buildBook() }),
    { dynamodb: { SequenceNumber: '2' } },
  ]);

  expect(batch).toMatchObject({ foreignWrites: 1, oldestAtMs: 1_700_000_000_000 });
});

test('does nothing with an empty batch', async () => {
  const { index, requests } = createLibrary();

  expect((await index([])).batch).toEqual({ verdicts: [], foreignWrites: 0, oldestAtMs: undefined });
  expect(requests).toEqual([]);
});

test('fails as a whole when a record could not be named in the response', async () => {
  const { index, requests } = createLibrary();

  await expect(index([buildRecord(), { eventName: 'INSERT', dynamodb: {} }])).rejects.toMatchObject({
    code: 'record.no-sequence-number',
  });
  expect(requests).toEqual([]);
});

test.each([[undefined], [null], [{}], [{ Records: 'x' }]])(
  'fails as a whole on %j, which is no event of a stream',
  async (event) => {
    await expect(indexBatch(event, entities, createLibrary().dependencies)).rejects.toMatchObject({
      code: 'record.no-records',
    });
  },
);

test('fails as a whole when the index is missing', async () => {
  const { index, openSearch } = createLibrary();
  openSearch.removeIndex('books-v1');

  await expect(index([buildRecord()])).rejects.toMatchObject({ code: 'search.no-write-target' });
});

test('writes to every index behind the write alias', async () => {
  const { index, openSearch, table, addWriteTarget } = createLibrary();
  addWriteTarget('books', 'books-v2');
  table.put('Book:b1', buildBook());

  expect((await index([buildRecord()])).outcomes).toEqual(['applied']);
  expect(openSearch.documents('books-v2').size).toBe(1);
  expect(openSearch.documents('books-v2').get('S:Book:b1')).toEqual(openSearch.documents('books-v1').get('S:Book:b1'));
});

test('is done with a record only when it stands in every index', async () => {
  const { index, network, addWriteTarget } = createLibrary();
  addWriteTarget('users', 'users-v2');
  const { send } = network;
  network.send = async (request) => {
    const reply = await send(request);
    return reply.kind === 'none'
      ? reply
      : { ...reply, text: reply.text.replace(/("_index":"users-v2".*?"status":)201/, '$1503') };
  };

  expect((await index([buildRecord({ after: buildUser() })])).outcomes).toEqual(['retry']);
});

test('reports what needs an index, and nothing else, while OpenSearch does not say which', async () => {
  const { dependencies, requests } = createLibrary();
  const send = async () => ({ kind: 'none', reason: 'TimeoutError' }) as const;
  let pauses = 0;
  const pause = async () => pauses++ < 2;
  const findWriteTargets = createFindWriteTargets({ entities, send, pause, nowMs: () => 0 });
  const event = { Records: [buildRecord({ after: skippedItem }), buildRecord({ after: buildUser() })] };

  const { verdicts } = await indexBatch(event, entities, { ...dependencies, findWriteTargets });

  expect(verdicts).toMatchObject([{ outcome: 'skipped' }, { outcome: 'retry', reason: 'OpenSearch unavailable' }]);
  expect([pauses, requests]).toEqual([3, []]);
});

test('moves a document when its item becomes one of another entity', async () => {
  const { table, indexRest, document } = createLibrary();
  table.put('Book:b1', buildBook());
  await indexRest();
  table.put('Book:b1', buildAuthor({ id: { S: 'Book:b1' }, ...version(11) }));

  await indexRest();

  expect(document('books', 'S:Book:b1')).toBeUndefined();
  expect(document('authors', 'S:Book:b1')).toMatchObject({ name: 'Jane Austen' });
});
