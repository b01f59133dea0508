import { expect, test } from '@jest/globals';
import { createFilledRig } from '../../../test/fixtures/create-rebuild-rig.ts';

test('says that a switched rebuild waits for its end, and changes nothing', async () => {
  const rig = await createFilledRig();
  await rig.run({ indexes: ['books'] });
  const before = rig.jobsTable.rebuild();

  await expect(rig.run({})).rejects.toMatchObject({ code: 'maintain.rebuild-unfinished' });
  await expect(rig.run({ indexes: ['books'] })).rejects.toMatchObject({
    code: 'maintain.rebuild-unfinished',
    message: expect.stringContaining('waits for `--finish` or `--rollback`'),
  });
  expect(rig.jobsTable.rebuild()).toEqual(before);
});

test.each([
  [{ indexes: ['boks'] }, 'maintain.invalid-request', /one of `authors`, `books`.* got `boks`/],
  [{ indexes: [] }, 'maintain.invalid-request', /at least one index/],
  [{ rate: 0 }, 'maintain.invalid-request', /`rate` to be a number above 0, got `0`/],
  [{ step: 'finish' as const }, 'maintain.no-rebuild', /got none/],
  [{ step: 'rollback' as const }, 'maintain.no-rebuild', /got none/],
  [{ resume: 'made up' }, 'maintain.invalid-resume', /resume token/],
])('refuses %j with nothing changed', async (request, code, message) => {
  const rig = await createFilledRig();

  await expect(rig.run(request)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });

  expect([rig.jobsTable.rebuild(), rig.openSearch.behind('books-write')]).toEqual([undefined, ['books-v1']]);
});

test('does not finish what is not switched, nor go on with other indexes', async () => {
  let count = 0;
  const rig = await createFilledRig({
    around: async (_, request) => {
      if (++count === 20) throw new Error('killed');
      return request();
    },
  });
  await expect(rig.run({ indexes: ['books'] })).rejects.toThrow('killed');

  await expect(rig.run({ step: 'finish' })).rejects.toMatchObject({ code: 'maintain.rebuild-unfinished' });
  await expect(rig.run({ indexes: ['authors'] })).rejects.toMatchObject({ code: 'maintain.rebuild-unfinished' });
  await rig.run({});
  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
});
