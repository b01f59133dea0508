import { expect, test } from '@jest/globals';
import { createFilledRig, toBook, toParked } from '../../../test/fixtures/create-rebuild-rig.ts';

test('lets the old index go when it is finished, with what is parked of it', async () => {
  const rig = await createFilledRig();
  await rig.run({ indexes: ['books'] });
  await rig.parked.put(['books-v1', 'books-v9', 'books-v2', 'authors-v1', 'records'].map(toParked));

  const startedAtMs = rig.clock();
  await rig.run({ step: 'finish' });

  expect(rig.clock() - startedAtMs).toBeGreaterThanOrEqual(25_000);
  expect([rig.openSearch.behind('books'), rig.openSearch.behind('books-write')]).toEqual([['books-v2'], ['books-v2']]);
  expect(rig.openSearch.documents('books-v1').size).toBe(0);
  expect([...rig.parked.rows.values()].map(({ index }) => index)).toEqual(['books-v2', 'authors-v1', 'records']);
  expect(rig.jobsTable.rebuild()).toBeUndefined();
  await rig.run({ indexes: ['books'] });
  expect(rig.openSearch.behind('books')).toEqual(['books-v3']);
});

test('goes back to an old index that holds what was written meanwhile', async () => {
  const rig = await createFilledRig();
  await rig.run({ indexes: ['books'] });
  rig.table.put('Book:50', toBook(50));
  await rig.indexRest();

  await rig.run({ step: 'rollback' });

  expect([rig.openSearch.behind('books'), rig.openSearch.behind('books-write')]).toEqual([['books-v1'], ['books-v1']]);
  expect(await rig.search('books')).toContain('S:Book:50');
  expect(rig.openSearch.documents('books-v2').size).toBe(0);
  expect(rig.jobsTable.rebuild()).toBeUndefined();
});

test.each([5, 8, 20, 40])('takes back a rebuild that is interrupted at its request %i', async (k) => {
  let count = 0;
  const rig = await createFilledRig({
    around: async (_, request) => {
      if (++count === k) throw new Error('killed');
      return request();
    },
  });
  await expect(rig.run({ indexes: ['books'] })).rejects.toThrow('killed');

  await rig.run({ step: 'rollback' });

  expect([rig.openSearch.behind('books'), rig.openSearch.behind('books-write')]).toEqual([['books-v1'], ['books-v1']]);
  expect(rig.openSearch.documents('books-v2').size).toBe(0);
  expect(await rig.search('books')).toHaveLength(12);
});

test('does not go back to an index that was lost', async () => {
  const rig = await createFilledRig();
  rig.openSearch.removeIndex('books-v1');
  await rig.run({ indexes: ['books'] });

  await expect(rig.run({ step: 'rollback' })).rejects.toMatchObject({ code: 'maintain.rebuild-unfinished' });

  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
  await rig.run({ step: 'finish' });
  expect(rig.openSearch.behind('books-write')).toEqual(['books-v2']);
});

test('goes back once more when the switch of an earlier slice comes late', async () => {
  let isLate = true;
  const rig = await createFilledRig({
    around: async (name, request) => {
      const answer = await request();
      const { stage } = JSON.parse(rig.jobsTable.rebuild()?.state ?? '{}');
      if (name === 'put' && stage === 'remove' && isLate) {
        isLate = false;
        const actions = [
          { remove: { index: 'books-v1', alias: 'books' } },
          { add: { index: 'books-v2', alias: 'books' } },
        ];
        await rig.openSearch.send({ method: 'POST', path: '/_aliases', body: JSON.stringify({ actions }) });
      }
      return answer;
    },
  });
  await rig.run({ indexes: ['books'] });

  await rig.run({ step: 'rollback' });

  expect([isLate, rig.openSearch.behind('books')]).toEqual([false, ['books-v1']]);
  expect(await rig.search('books')).toHaveLength(12);
});

test('does not go back to an index that is not written any more', async () => {
  const rig = await createFilledRig();
  await rig.run({ indexes: ['books'] });
  const actions = [{ remove: { index: 'books-v1', alias: 'books-write' } }];
  await rig.openSearch.send({ method: 'POST', path: '/_aliases', body: JSON.stringify({ actions }) });

  await expect(rig.run({ step: 'rollback' })).rejects.toMatchObject({ code: 'maintain.rebuild-unfinished' });

  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
});
