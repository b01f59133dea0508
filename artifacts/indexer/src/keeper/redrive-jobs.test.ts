import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook } from '../../test/fixtures/build-change.ts';
import { createRedriveRig } from '../../test/fixtures/create-redrive-rig.ts';

/** An author of so many books that the rename is a job, which nobody works off. */
const createRenamed = async () => {
  const rig = createRedriveRig();
  rig.table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' } }));
  const [, ...books] = Array.from({ length: 4 }, (_, n) => `Book:b${n}`);
  for (const id of books) rig.table.put(id, buildBook({ id: { S: id } }));
  const documents = books.map((id) => [
    JSON.stringify({ index: { _index: 'books-v1', _id: `S:${id}` } }),
    JSON.stringify({ authorId: 'a1', authorName: 'old' }),
  ]);
  await rig.openSearch.send({ method: 'POST', path: '/_bulk', body: `${documents.flat().join('\n')}\n` });
  const job = { index: 'books', by: 'authorId', keyNames: ['id'], version: 5n, isUnordered: false };
  await rig.dependencies.jobs.put(['a1', 'a2', 'a3'].map((value) => ({ ...job, value })));
  const names = () => books.map((id) => rig.document('books-v1', `S:${id}`)?.authorName);
  return { ...rig, names };
};

test('works off the jobs that nobody else does', async () => {
  const { run, names, jobs } = await createRenamed();

  const { findings } = await run({});

  expect(findings.map(({ kind, documentId }) => [kind, documentId])).toEqual([
    ['applied', 'books/authorId/a1'],
    ['applied', 'books/authorId/a2'],
    ['applied', 'books/authorId/a3'],
  ]);
  expect([names(), jobs.rows.size]).toEqual([Array(3).fill('J. A.'), 0]);
});

test('lists the open jobs in a dry run, and leaves them to a run that is not for a reason', async () => {
  const { run, names, jobs } = await createRenamed();

  expect((await run({ dryRun: true })).findings.map(({ kind }) => kind)).toEqual(Array(3).fill('to-write'));
  expect((await run({ reason: '400' })).findings).toEqual([]);
  expect([names(), jobs.rows.size]).toEqual([Array(3).fill('old'), 3]);
});

test('goes on with the jobs in the next slice', async () => {
  const { run, names, jobs } = await createRenamed();
  let looks = 0;

  await run({}, { hasTime: () => looks++ % 3 === 1 });

  expect([names(), jobs.rows.size]).toEqual([Array(3).fill('J. A.'), 0]);
});

test('names a job that could not be worked off', async () => {
  const { run, dependencies, jobs } = await createRenamed();
  const { send } = dependencies;

  const { findings } = await run(
    {},
    {
      send: async (request) => (request.path.endsWith('_refresh') ? { kind: 'none', reason: 'reset' } : send(request)),
    },
  );

  expect(findings.map(({ kind }) => kind)).toEqual(Array(3).fill('failed'));
  expect(jobs.rows.size).toBe(3);
});
