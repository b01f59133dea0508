import { expect, test } from '@jest/globals';
import { createFilledRig, type RebuildRig } from '../../../test/fixtures/create-rebuild-rig.ts';
import { rebuild } from '../rebuild.ts';
import type { RebuildDependencies } from './rebuild-step.ts';

/** As many items that each of the segments' pages has one. */
const rate = 24;
const lead = { indexes: ['books'], step: 'advance', segments: 1 } as const;

const advance = async (rig: RebuildRig, resume?: string): Promise<string> => {
  const slice = await rebuild({ ...lead, resume }, rig.dependencies);
  return slice.work ?? advance(rig, slice.resume);
};

/** Is taken back when the table is first read; says what was asked. */
const watch = ({ dependencies }: RebuildRig) => {
  const asked: string[] = [];
  const { send, scanTable } = dependencies;
  const watched: RebuildDependencies = {
    ...dependencies,
    send: (request) => {
      if (request.path === '/_bulk') asked.push('write');
      return send(request);
    },
    scanTable: async (segment) => {
      asked.push('scan');
      if (asked.length === 1) await rebuild({ step: 'rollback' }, { ...dependencies, hasTime: () => false });
      return scanTable(segment);
    },
  };
  return { asked, watched };
};

const isTakenBack = { code: 'maintain.rebuild-unfinished', message: expect.stringContaining('`--rollback` meanwhile') };

test('fills no further than the page that was begun when the rebuild is taken back', async () => {
  const rig = await createFilledRig({}, 40);
  const work = await advance(rig);
  const { asked, watched } = watch(rig);

  await expect(rebuild({ work, segment: 0, segments: 1, rate }, watched)).rejects.toMatchObject(isTakenBack);
  expect(asked.filter((what) => what === 'scan')).toHaveLength(4);
});

test('puts nothing right any more when the rebuild is taken back', async () => {
  const rig = await createFilledRig({}, 40);
  await rebuild({ work: await advance(rig), segment: 0, segments: 1 }, rig.dependencies);
  const work = await advance(rig);
  const body = `${JSON.stringify({ delete: { _index: 'books-v2', _id: 'S:Book:3' } })}\n`;
  await rig.openSearch.send({ method: 'POST', path: '/_bulk', body });
  const { asked, watched } = watch(rig);

  await expect(rebuild({ work, segment: 0, segments: 1 }, watched)).rejects.toMatchObject(isTakenBack);
  expect(asked).not.toContain('write');
});
