import { expect, test } from '@jest/globals';
import { createFilledRig, toBook, toParked } from '../../../test/fixtures/create-rebuild-rig.ts';
import { entities } from '../../entities/registry.ts';
import { createIndexes } from '../../flow/create-indexes.ts';

test('shows all that the old index showed from the moment of the switch on', async () => {
  let isSearchable = false;
  let misses = 0;
  const rig = await createFilledRig({
    around: async (name, request) => {
      const answer = await request();
      const stage = name === 'put' && JSON.parse(rig.jobsTable.rebuild()?.state ?? '{}').stage;
      if (stage === 'switch' && !isSearchable) {
        rig.table.put('Book:50', toBook(50));
        await rig.indexRest();
        await rig.refresh('books');
        isSearchable = true;
      }
      if (isSearchable && !(await rig.search('books')).includes('S:Book:50')) misses += 1;
      return answer;
    },
  });

  await rig.run({ indexes: ['books'] });

  expect([isSearchable, misses]).toEqual([true, 0]);
});

test('fills an index again that somebody has taken out of the write alias', async () => {
  let isTaken = false;
  const rig = await createFilledRig({
    around: async (name, request) => {
      if (name === 'scanTable' && !isTaken) {
        isTaken = true;
        const actions = [{ remove: { index: 'books-v2', alias: 'books-write' } }];
        await rig.openSearch.send({ method: 'POST', path: '/_aliases', body: JSON.stringify({ actions }) });
      }
      return request();
    },
  });

  await rig.run({ indexes: ['books'] });

  expect(rig.openSearch.behind('books-write')).toEqual(['books-v1', 'books-v2']);
});

test('searches an index that was lost altogether only when it is filled', async () => {
  const searched: string[][] = [];
  const rig = await createFilledRig({
    around: async (_, request) => {
      searched.push([...rig.openSearch.behind('books')]);
      // A deploy in between.
      if (searched.length === 30) await createIndexes(entities, rig.openSearch.send);
      return request();
    },
  });
  rig.openSearch.removeIndex('books-v1');
  await rig.parked.put([toParked('books-v1')]);

  await rig.run({ indexes: ['books'] });

  expect([...new Set(searched.map(String))]).toEqual(['', 'books-v2']);
  expect(await rig.search('books')).toHaveLength(12);
  await rig.run({ step: 'finish' });
  expect([rig.openSearch.behind('books'), [...rig.parked.rows]]).toEqual([['books-v2'], []]);
});

test('takes over what a deploy has created in place of a lost index', async () => {
  const rig = await createFilledRig();
  rig.openSearch.removeIndex('books-v1');
  await createIndexes(entities, rig.openSearch.send);

  await rig.run({ indexes: ['books'] });
  await rig.run({ step: 'finish' });

  expect([rig.openSearch.behind('books'), rig.openSearch.behind('books-write')]).toEqual([['books-v2'], ['books-v2']]);
  expect(await rig.search('books')).toHaveLength(12);
});

test('takes over what a deploy creates in place of a lost index while it begins', async () => {
  let isDeployed = false;
  const rig = await createFilledRig({
    around: async (name, request) => {
      const answer = await request();
      if (name === 'put' && !isDeployed) await createIndexes(entities, rig.openSearch.send);
      isDeployed ||= name === 'put';
      return answer;
    },
  });
  rig.openSearch.removeIndex('books-v1');

  await rig.run({ indexes: ['books'] });
  await rig.run({ step: 'finish' });

  expect([rig.openSearch.behind('books'), rig.openSearch.behind('books-write')]).toEqual([['books-v2'], ['books-v2']]);
});
