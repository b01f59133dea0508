import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook, buildUser } from '../../test/fixtures/build-change.ts';
import { createRedriveRig } from '../../test/fixtures/create-redrive-rig.ts';
import type { ParkedKey } from '../flow/parked-keys.ts';

const hourMs = 3_600_000;
const parkedAtMs = 1_700_000_000_000 - hourMs;
const park = (overrides: Partial<ParkedKey> = {}): ParkedKey => ({
  index: 'users-v1',
  documentId: 'S:User:u1',
  entity: 'User',
  key: { id: { S: 'User:u1' } },
  version: 9n,
  reason: '400 mapper_parsing_exception',
  parkedAtMs,
  ...overrides,
});
const keep = (rig: ReturnType<typeof createRedriveRig>, ...keys: readonly ParkedKey[]) =>
  rig.dependencies.parkedKeys.put(keys);

test('writes the present state of a parked key and forgets the row', async () => {
  const rig = createRedriveRig();
  await keep(rig, park());
  rig.table.put('User:u1', buildUser({ name: { S: 'mended' } }));

  const { findings } = await rig.run({});

  expect(findings).toMatchObject([{ kind: 'applied', index: 'users-v1', documentId: 'S:User:u1' }]);
  expect(rig.document('users-v1', 'S:User:u1')).toMatchObject({ name: 'mended' });
  expect(rig.rows.size).toBe(0);
});

test('removes the document of a parked key whose item is gone', async () => {
  const rig = createRedriveRig();
  rig.table.put('User:u1', buildUser());
  await keep(rig, park());
  await rig.run({});
  rig.table.put('User:u1', undefined);
  await keep(rig, park());

  const { findings } = await rig.run({});

  expect(findings).toMatchObject([{ kind: 'applied' }]);
  expect(rig.document('users-v1', 'S:User:u1')).toBeUndefined();
});

test('keeps the newest reason of what is still refused, and tries it once', async () => {
  const rig = createRedriveRig({ pageSize: 1 });
  rig.table.put('User:u1', buildUser());
  rig.refused.set('users-v1/S:User:u1', 'illegal_argument_exception');
  await keep(rig, park());

  const { findings } = await rig.run({}, { hasTime: () => false });

  expect(findings).toMatchObject([{ kind: 'parked', reason: expect.stringContaining('illegal_argument_exception') }]);
  expect([...rig.rows.values()]).toMatchObject([{ version: 10n, reason: expect.stringContaining('illegal_argument') }]);
  expect(rig.bulks).toHaveLength(1);
});

test('writes all indexes of an entity at once and says of each what has become of it', async () => {
  const rig = createRedriveRig();
  rig.addWriteTarget('users', 'users-v2');
  rig.table.put('User:u1', buildUser());
  rig.refused.set('users-v2/S:User:u1', 'mapper_parsing_exception');
  await keep(rig, park(), park({ index: 'users-v2' }));

  const { findings } = await rig.run({});

  expect(findings.map(({ kind, index }) => [kind, index])).toEqual([
    ['applied', 'users-v1'],
    ['parked', 'users-v2'],
  ]);
  expect(rig.bulks).toHaveLength(1);
});

test('does not try again what was parked while it runs', async () => {
  const rig = createRedriveRig();
  await keep(rig, park({ parkedAtMs: rig.table.nowMs() + 1, reason: 'new' }));

  const { findings } = await rig.run({});

  expect(findings).toMatchObject([{ kind: 'parked', reason: 'new' }]);
  expect(rig.bulks).toEqual([]);
});

test('forgets the rows of an index that is not written any more', async () => {
  const rig = createRedriveRig();
  await keep(rig, park({ index: 'users-v0' }));

  const { findings } = await rig.run({});

  expect(findings).toMatchObject([{ kind: 'cleared', index: 'users-v0' }]);
  expect(rig.rows.size).toBe(0);
});

test('keeps a row so young that its index may not be known yet', async () => {
  const rig = createRedriveRig();
  await keep(rig, park({ index: 'users-v2', parkedAtMs: rig.table.nowMs() - 60_000 }));

  const { findings } = await rig.run({});

  expect(findings).toMatchObject([{ kind: 'kept', reason: expect.stringContaining('try again in a minute') }]);
  expect(rig.rows.size).toBe(1);
});

test.each([
  ['of an entity that nothing indexes', { entity: 'Shelf' }, 'Nothing indexes `Shelf` any more: delete the row.'],
  [
    'of a record without a key',
    { index: 'records', documentId: '7', entity: undefined, key: undefined, reason: 'No key.' },
    'No key. Nobody knows its item: run repair, then delete the row.',
  ],
  [
    'with a key that is none',
    { key: { id: { BOOL: true } } },
    'Expected key attribute `id` to be a string, a number or binary. Run repair, then delete the row.',
  ],
])('keeps a row %s and says what to do', async (_, overrides, reason) => {
  const rig = createRedriveRig();
  await keep(rig, park(overrides));

  const { findings } = await rig.run({});

  expect(findings).toMatchObject([{ kind: 'kept', reason }]);
  expect(rig.rows.size).toBe(1);
});

test('tries only what was refused for the reason that is asked for', async () => {
  const rig = createRedriveRig();
  rig.table.put('User:u1', buildUser());
  await keep(rig, park(), park({ documentId: 'S:User:u2', key: { id: { S: 'User:u2' } }, reason: '413' }));

  const { findings } = await rig.run({ reason: 'mapper_parsing' });

  expect(findings).toMatchObject([{ kind: 'applied', documentId: 'S:User:u1' }]);
  expect([...rig.rows.keys()]).toEqual(['users-v1/S:User:u2']);
});

test('lists in a dry run what it would do, and changes nothing', async () => {
  const rig = createRedriveRig();
  const rows = [park(), park({ index: 'users-v0' }), park({ entity: 'Shelf', documentId: 'S:Shelf:s1' })];
  await keep(rig, ...rows);

  const { findings } = await rig.run({ dryRun: true });

  expect(findings.map(({ kind }) => kind).sort()).toEqual(['kept', 'to-clear', 'to-write']);
  expect([...rig.rows.values()]).toEqual(rows);
  expect(rig.bulks).toEqual([]);
});

test('is not done with what could not be written now', async () => {
  const rig = createRedriveRig();
  await keep(rig, park());

  const { findings } = await rig.run({}, { readItems: async () => new Map() });

  expect(findings).toMatchObject([{ kind: 'failed', reason: 'item not read' }]);
  expect(rig.rows.size).toBe(1);
});

test.each([
  ['could not be looked up', { find: async () => undefined }, 'parked key not cleared'],
  ['could not be removed', { remove: async () => false }, 'parked key not cleared'],
])('is not done with a key whose row %s', async (_, fault, reason) => {
  const rig = createRedriveRig();
  rig.table.put('User:u1', buildUser());
  await keep(rig, park());

  const { findings } = await rig.run({}, { parkedKeys: { ...rig.dependencies.parkedKeys, ...fault } });

  expect(findings).toMatchObject([{ kind: 'failed', reason }]);
});

test('forgets the row of an item that is gone from table and index, whatever version it went at', async () => {
  const rig = createRedriveRig();
  const place = { _index: 'users-v1', _id: 'S:User:u1', version: 9_000_000_000_000_000, version_type: 'external_gte' };
  await rig.openSearch.send({ method: 'POST', path: '/_bulk', body: `${JSON.stringify({ delete: place })}\n` });
  await keep(rig, park());

  const { findings } = await rig.run({});

  expect(findings).toMatchObject([{ kind: 'applied' }]);
  expect(rig.rows.size).toBe(0);
});

test('does not say that a key is through whose row it could not look for', async () => {
  const rig = createRedriveRig();
  rig.table.put('User:u1', buildUser());
  await keep(rig, park());
  const { find } = rig.dependencies.parkedKeys;
  let asked = 0;
  const parkedKeys = {
    ...rig.dependencies.parkedKeys,
    find: async (places: Parameters<typeof find>[0]) => (asked++ === 0 ? find(places) : undefined),
  };

  const { findings } = await rig.run({}, { parkedKeys });

  expect(findings).toMatchObject([{ kind: 'failed', reason: 'not known whether it is parked' }]);
});

test('says when the row of an index that is not written any more stays', async () => {
  const rig = createRedriveRig();
  await keep(rig, park({ index: 'users-v0' }));
  const parkedKeys = { ...rig.dependencies.parkedKeys, remove: async () => false };

  const { findings } = await rig.run({}, { parkedKeys });

  expect(findings).toMatchObject([{ kind: 'failed', reason: 'The row could not be removed.' }]);
});

test('works in slices of a page and tries each row once', async () => {
  const rig = createRedriveRig({ pageSize: 1 });
  for (const id of ['u1', 'u2', 'u3']) {
    rig.table.put(`User:${id}`, buildUser({ id: { S: `User:${id}` } }));
    await keep(rig, park({ documentId: `S:User:${id}`, key: { id: { S: `User:${id}` } } }));
  }

  const { findings, slices } = await rig.run({}, { hasTime: () => false });

  expect(findings.map(({ documentId }) => documentId)).toEqual(['S:User:u1', 'S:User:u2', 'S:User:u3']);
  expect(slices).toBe(4);
});

test('counts what it has found and says where it is', async () => {
  const rig = createRedriveRig();
  rig.table.put('Book:b1', buildBook());
  rig.table.put('Author:a1', buildAuthor());
  await keep(
    rig,
    park({ index: 'books-v1', documentId: 'S:Book:b1', entity: 'Book', key: { id: { S: 'Book:b1' } } }),
    park(),
  );
  const { redrive } = await import('./redrive.ts');

  const slice = await redrive({}, { ...rig.dependencies, hasTime: () => false });

  expect(slice).toMatchObject({
    isDone: false,
    counts: { applied: 2 },
    progress: { phase: 'failed invocations', done: 0, total: undefined },
  });
});

test('does not go on with the token of a run with other options', async () => {
  const rig = createRedriveRig();
  const { redrive } = await import('./redrive.ts');
  const { resume = '' } = await redrive({ dryRun: true }, { ...rig.dependencies, hasTime: () => false });

  await expect(redrive({ resume }, rig.dependencies)).rejects.toMatchObject({ code: 'maintain.invalid-resume' });
});

test('can tell nothing when the rows cannot be read', async () => {
  const rig = createRedriveRig();
  const parkedKeys = { ...rig.dependencies.parkedKeys, list: async () => undefined };

  await expect(rig.run({}, { parkedKeys })).rejects.toMatchObject({ code: 'table.unavailable' });
});
