import { expect, test } from '@jest/globals';
import { buildUser } from '../../test/fixtures/build-change.ts';
import { createRedriveRig, keepFile, userRecord } from '../../test/fixtures/create-redrive-rig.ts';

test('works off a large invocation and many small ones in slices, each key once', async () => {
  const rig = createRedriveRig({ pageSize: 2 });
  const ids = Array.from({ length: 1_100 }, (_, i) => `User:u${i}`);
  for (const id of ids) rig.table.put(id, buildUser({ id: { S: id } }));
  keepFile(rig, 'a', ...ids.map(userRecord));
  for (const name of ['b', 'c', 'd']) keepFile(rig, name, userRecord('User:u1'));
  const reads: string[] = [];
  const { failedInvocations } = rig.dependencies;

  const { findings, slices } = await rig.run(
    {},
    {
      hasTime: () => false,
      failedInvocations: {
        ...failedInvocations,
        read: (name) => {
          reads.push(name);
          return failedInvocations.read(name);
        },
      },
    },
  );

  expect(findings.map(({ documentId }) => documentId)).toEqual(['a', 'b', 'c', 'd']);
  expect(reads).toEqual(['a', 'a', 'a', 'b', 'c', 'd']);
  // The parked keys and the jobs take one each.
  expect(slices).toBe(8);
  expect(rig.openSearch.documents('users-v1').size).toBe(1_100);
});

test('goes on behind a page', async () => {
  const rig = createRedriveRig({ pageSize: 2 });
  for (const name of ['a', 'b', 'c']) keepFile(rig, name, userRecord('User:u1'));

  const { slices } = await rig.run({});

  expect(rig.files.size).toBe(0);
  expect(slices).toBe(1);
});

test('does not forget over slices that a key of an invocation has failed', async () => {
  const rig = createRedriveRig();
  const ids = Array.from({ length: 600 }, (_, i) => `User:u${i}`);
  keepFile(rig, 'a', ...ids.map(userRecord));
  const { readItems } = rig.dependencies;

  const { findings } = await rig.run(
    {},
    {
      hasTime: () => false,
      readItems: async (references) => {
        const reads = new Map(await readItems(references));
        reads.delete('S:User:u0');
        return reads;
      },
    },
  );

  expect(findings.at(-1)).toMatchObject({ kind: 'failed', documentId: 'a', reason: expect.stringContaining('kept') });
  expect(rig.files.size).toBe(1);
});

test('begins with another invocation when the one it was at is gone', async () => {
  const rig = createRedriveRig();
  const ids = Array.from({ length: 600 }, (_, i) => `User:u${i}`);
  keepFile(rig, 'b', ...ids.map(userRecord));
  const { redrive } = await import('./redrive.ts');
  const d = { ...rig.dependencies, hasTime: () => false };
  const { resume: first = '' } = await redrive({}, d);
  const { resume: second = '' } = await redrive({ resume: first }, d);
  rig.files.clear();
  keepFile(rig, 'c', userRecord('User:u999'));
  rig.table.put('User:u999', buildUser({ id: { S: 'User:u999' } }));

  const { findings } = await redrive({ resume: second }, d);

  expect(findings).toMatchObject([{ kind: 'applied', documentId: 'c', reason: 'RetryAttemptsExhausted, keys: 1' }]);
  expect(rig.document('users-v1', 'S:User:u999')).toBeDefined();
});

test('can tell nothing when the invocations cannot be listed', async () => {
  const rig = createRedriveRig();
  const failedInvocations = { ...rig.dependencies.failedInvocations, list: async () => undefined };

  await expect(rig.run({}, { failedInvocations })).rejects.toMatchObject({ code: 'invocations.unavailable' });
});
