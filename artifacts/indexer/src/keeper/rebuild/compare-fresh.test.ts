import { expect, test } from '@jest/globals';
import { createFilledRig, type RebuildRig } from '../../../test/fixtures/create-rebuild-rig.ts';
import { entities } from '../../entities/registry.ts';
import { rebuild } from '../rebuild.ts';

test('keeps the searches where they are while the new index differs, and says so', async () => {
  const rig = await createFilledRig();
  const { send } = rig.dependencies;
  // An index that loses one document again and again.
  const forgetful = {
    ...rig.dependencies,
    send: async (request: Parameters<typeof send>[0]) => {
      if (request.path !== '/_bulk') return send(request);
      const reply = await send(request);
      await drop(rig, 'S:Book:3');
      return reply;
    },
  };

  await expect(rebuild({ indexes: ['books'] }, forgetful)).rejects.toMatchObject({ code: 'maintain.rebuild-differs' });
  expect(rig.openSearch.behind('books')).toEqual(['books-v1']);

  await rig.run({ indexes: ['books'] });
  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
});

async function drop({ openSearch }: RebuildRig, id: string): Promise<void> {
  const action = { delete: { _index: 'books-v2', _id: id } };
  await openSearch.send({ method: 'POST', path: '/_bulk', body: `${JSON.stringify(action)}\n` });
}

test('does not switch to an index that refuses what the old one shows', async () => {
  const { definition } = entities.find(({ index }) => index === 'books') ?? {};
  const properties = { ...(definition?.mappings.properties as object), title: { type: 'long' } };
  const strict = entities.map((entity) =>
    entity.index === 'books' ? { ...entity, definition: { ...entity.definition, mappings: { properties } } } : entity,
  );
  const rig = await createFilledRig();

  await expect(rebuild({ indexes: ['books'] }, { ...rig.dependencies, entities: strict })).rejects.toMatchObject({
    code: 'maintain.rebuild-differs',
  });

  expect(rig.openSearch.behind('books')).toEqual(['books-v1']);
  await rig.run({ step: 'rollback' });
  expect(rig.parked.rows.size).toBe(0);
});
