import { expect, test } from '@jest/globals';
import { buildUser } from '../../test/fixtures/build-change.ts';
import { createKeeperRig } from '../../test/fixtures/create-keeper-rig.ts';
import { repair } from './repair.ts';
import { verify } from './verify.ts';

/** Users in two blocks of the index. */
const users = 10_200;

async function createUsers() {
  const rig = createKeeperRig();
  for (let n = 0; n < users; n++) rig.table.put(`User:u${n}`, buildUser({ id: { S: `User:u${n}` } }));
  await rig.indexRest();
  return rig;
}

test('divides the items and the documents between the segments, each compared once', async () => {
  const { run, write } = await createUsers();
  const harmed = [0, 9_999, 10_000, 10_199];
  for (const n of harmed) await write('users-v1', `S:User:u${n}`, undefined);
  await write('users-v1', 'S:User:nobody', { status: 'VERIFIED' }, 5);

  const verifySegment = (segment: number) => run(verify, { indexes: ['users'], segment, segments: 2 });
  const ends = [await verifySegment(0), await verifySegment(1)];

  const sum = (name: string) => ends.reduce((all, { counts }) => all + (counts[name] ?? 0), 0);
  expect([sum('items'), sum('documents')]).toEqual([users, users - harmed.length + 1]);
  expect(ends.every(({ counts }) => (counts.items ?? 0) > 0 && (counts.documents ?? 0) > 0)).toBe(true);
  expect(
    ends.flatMap(({ findings }) => findings.map(({ kind, documentId }) => `${kind} ${documentId}`)).sort(),
  ).toEqual(['orphaned S:User:nobody', ...harmed.map((n) => `missing S:User:u${n}`)].sort());
}, 60_000);

test('repairs one segment and leaves the others', async () => {
  const rig = createKeeperRig();
  for (let n = 0; n < 40; n++) rig.table.put(`User:u${n}`, buildUser({ id: { S: `User:u${n}` } }));

  const { kinds } = await rig.run(repair, { indexes: ['users'], segment: 1, segments: 4, rate: 1_000_000 });

  expect(kinds.length).toBeGreaterThan(0);
  expect(kinds.length).toBeLessThan(40);
  expect(kinds).toEqual(Array(kinds.length).fill('written'));
  expect(rig.openSearch.documents('users-v1').size).toBe(kinds.length);
});

test('hands on no more of what differs than a workflow takes', async () => {
  const rig = createKeeperRig();
  for (let n = 0; n < 3_000; n++) rig.table.put(`User:u${n}`, buildUser({ id: { S: `User:u${n}` } }));
  rig.events.hasTime = () => false;
  const tokens: number[] = [];
  const tool: typeof verify = async (request, dependencies) => {
    tokens.push(request.resume?.length ?? 0);
    return verify(request, dependencies);
  };

  const { kinds } = await rig.run(tool, { indexes: ['users'], segment: 0, segments: 1 });

  expect(kinds).toHaveLength(3_000);
  expect(Math.max(...tokens)).toBeLessThan(80_000);
});

test('takes at most so many items a second', async () => {
  const rig = createKeeperRig();
  for (let n = 0; n < 1_000; n++) rig.table.put(`User:u${n}`, buildUser({ id: { S: `User:u${n}` } }));
  await rig.indexRest();

  await rig.run(verify, { indexes: ['users'], rate: 100 });

  // Each item is read twice: from the table's side, and from the index's.
  expect(rig.waitedMs()).toBeGreaterThan(17_000);
});

test('takes no token of another segment', async () => {
  const rig = createKeeperRig();
  for (let n = 0; n < 3_000; n++) rig.table.put(`User:u${n}`, buildUser({ id: { S: `User:u${n}` } }));
  await rig.indexRest();
  rig.events.hasTime = () => false;
  const { resume } = await verify({ indexes: ['users'], segment: 0, segments: 2 }, rig.dependencies);

  await expect(verify({ indexes: ['users'], segment: 1, segments: 2, resume }, rig.dependencies)).rejects.toMatchObject(
    { code: 'maintain.invalid-resume' },
  );
});
