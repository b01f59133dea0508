import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook, buildUser } from '../../test/fixtures/build-change.ts';
import { buildRecord } from '../../test/fixtures/build-record.ts';
import { createRedriveRig, keepFile, userRecord } from '../../test/fixtures/create-redrive-rig.ts';
import { IndexerError } from '../core/errors.ts';

test('writes the present state of what an invocation was about, and forgets it', async () => {
  const rig = createRedriveRig();
  rig.table.put('User:u1', buildUser({ name: { S: 'now' } }));
  keepFile(rig, 'a', buildRecord({ after: buildUser({ name: { S: 'then' } }) }));

  const { findings } = await rig.run({});

  expect(findings).toEqual([
    {
      kind: 'applied',
      index: 'invocations',
      documentId: 'a',
      key: undefined,
      reason: 'RetryAttemptsExhausted, keys: 1',
    },
  ]);
  expect(rig.document('users-v1', 'S:User:u1')).toMatchObject({ name: 'now' });
  expect(rig.files.size).toBe(0);
});

test('removes the document of an item that is gone', async () => {
  const rig = createRedriveRig();
  rig.table.put('User:u1', buildUser());
  keepFile(rig, 'a', userRecord('User:u1'));
  await rig.run({});
  rig.table.put('User:u1', undefined);
  keepFile(rig, 'b', buildRecord({ before: buildUser(), after: undefined }));

  await rig.run({});

  expect(rig.document('users-v1', 'S:User:u1')).toBeUndefined();
});

test('carries a renamed item into the documents that show its name', async () => {
  const rig = createRedriveRig();
  rig.table.put('Author:a1', buildAuthor());
  rig.table.put('Book:b1', buildBook());
  keepFile(rig, 'a', buildRecord());
  await rig.run({});
  const renamed = buildAuthor({ name: { S: 'J. A.' }, version: { N: '6' } });
  rig.table.put('Author:a1', renamed);
  keepFile(rig, 'b', buildRecord({ before: buildAuthor(), after: renamed }));

  await rig.run({});

  expect(rig.document('books-v1', 'S:Book:b1')).toMatchObject({ authorName: 'J. A.' });
});

test('keeps an invocation whose renamed item could not be carried on', async () => {
  const rig = createRedriveRig();
  rig.table.put('Author:a1', buildAuthor());
  keepFile(rig, 'a', buildRecord({ after: buildAuthor() }));
  const { send } = rig.dependencies;

  const { findings } = await rig.run(
    {},
    {
      send: async (request) => (request.path.endsWith('/_search') ? { kind: 'none', reason: 'reset' } : send(request)),
      jobs: { ...rig.dependencies.jobs, put: async () => new Set() },
    },
  );

  expect(findings).toMatchObject([
    { kind: 'failed', index: 'authors', documentId: 'S:Author:a1', reason: 'documents not reached' },
    {
      kind: 'failed',
      documentId: 'a',
      reason: 'RetryAttemptsExhausted, keys: 1, some of them not written: it is kept.',
    },
  ]);
  expect(rig.files.size).toBe(1);
});

test('forgets an invocation whose poison is parked, and names the place', async () => {
  const rig = createRedriveRig();
  rig.table.put('User:u1', buildUser());
  rig.refused.set('users-v1/S:User:u1', 'mapper_parsing_exception');
  keepFile(rig, 'a', userRecord('User:u1'));

  const { findings } = await rig.run({});

  expect(findings).toMatchObject([
    { kind: 'parked', index: 'users-v1', documentId: 'S:User:u1', reason: expect.stringContaining('mapper_parsing') },
    { kind: 'applied', documentId: 'a' },
  ]);
  expect([...rig.rows.keys()]).toEqual(['users-v1/S:User:u1']);
  expect(rig.files.size).toBe(0);
});

test('parks a record without a key, as the stream path does', async () => {
  const rig = createRedriveRig();
  keepFile(rig, 'a', buildRecord({ key: undefined, sequenceNumber: '7' }));

  const { findings } = await rig.run({});

  expect(findings).toMatchObject([{ kind: 'applied', documentId: 'a' }]);
  expect([...rig.rows.values()]).toMatchObject([{ index: 'records', documentId: '7', key: undefined }]);
  expect(rig.files.size).toBe(0);
});

test('keeps an invocation whose record without a key could not be parked', async () => {
  const rig = createRedriveRig();
  keepFile(rig, 'a', buildRecord({ key: undefined, sequenceNumber: '7' }));
  const parkedKeys = { ...rig.dependencies.parkedKeys, put: async () => new Set<never>() };

  const { findings } = await rig.run({}, { parkedKeys });

  expect(findings).toMatchObject([{ kind: 'failed', documentId: 'a' }]);
  expect(rig.files.size).toBe(1);
});

test('keeps what is no invocation, and goes on with the others', async () => {
  const rig = createRedriveRig();
  rig.files.set('a', '{');
  keepFile(rig, 'b', userRecord('User:u1'));
  rig.table.put('User:u1', buildUser());

  const { findings } = await rig.run({});

  expect(findings).toMatchObject([
    { kind: 'kept', documentId: 'a', reason: 'Expected a JSON object as Lambda writes it, got something else.' },
    { kind: 'applied', documentId: 'b' },
  ]);
  expect([...rig.files.keys()]).toEqual(['a']);
});

test('keeps an invocation whose keys the table refuses to look for, and goes on with the others', async () => {
  const rig = createRedriveRig();
  keepFile(rig, 'a', userRecord('User:u0'));
  keepFile(rig, 'b', userRecord('User:u1'));
  const { readItems } = rig.dependencies;

  const { findings } = await rig.run(
    {},
    {
      readItems: async (references) => {
        if (!references.some(({ id }) => id === 'S:User:u0')) return readItems(references);
        throw new IndexerError('table.read-refused', 'Expected to read.');
      },
    },
  );

  expect(findings).toMatchObject([
    { kind: 'failed', documentId: 'a', reason: 'Expected to read.' },
    { kind: 'failed', documentId: 'a' },
    { kind: 'applied', documentId: 'b' },
  ]);
});

test('fails as a whole when OpenSearch lets nobody in', async () => {
  const rig = createRedriveRig();
  keepFile(rig, 'a', userRecord('User:u1'));
  const send = async () => ({ kind: 'reply', status: 403, text: '' }) as const;
  const findWriteTargets = async () => ['users-v1'];

  await expect(rig.run({}, { send, findWriteTargets })).rejects.toMatchObject({ code: 'search.forbidden' });
  expect(rig.files.size).toBe(1);
});

test.each([
  ['could not be read', { read: async () => 'unknown' as const }, 'It could not be read.'],
  ['could not be removed', { remove: async () => false }, 'RetryAttemptsExhausted, keys: 1: it could not be removed.'],
])('says which invocation %s', async (_, fault, reason) => {
  const rig = createRedriveRig();
  keepFile(rig, 'a', userRecord('User:u1'));

  const { findings } = await rig.run({}, { failedInvocations: { ...rig.dependencies.failedInvocations, ...fault } });

  expect(findings).toMatchObject([{ kind: 'failed', documentId: 'a', reason }]);
});

test.each([
  ['that cannot be read', { malformed: 'Expected an object.' }, [{ kind: 'kept', reason: 'Expected an object.' }]],
  ['that somebody has removed', 'absent' as const, []],
])('deals with an invocation %s', async (_, answer, expected) => {
  const rig = createRedriveRig();
  keepFile(rig, 'a', userRecord('User:u1'));

  const { findings } = await rig.run(
    {},
    {
      failedInvocations: { ...rig.dependencies.failedInvocations, read: async () => answer },
    },
  );

  expect(findings).toMatchObject(expected);
});

test('tries only what was given up for the reason that is asked for', async () => {
  const rig = createRedriveRig();
  keepFile(rig, 'a', userRecord('User:u1'));
  rig.files.set('b', rig.files.get('a')?.replace('RetryAttemptsExhausted', 'RecordAgeExceeded') ?? '');

  const { findings } = await rig.run({ reason: 'RecordAge' });

  expect(findings).toMatchObject([{ kind: 'applied', documentId: 'b' }]);
  expect([...rig.files.keys()]).toEqual(['a']);
});

test('lists in a dry run what it would do, and changes nothing', async () => {
  const rig = createRedriveRig();
  keepFile(rig, 'a', userRecord('User:u1'), userRecord('User:u2'));
  rig.files.set('b', '[]');

  const { findings } = await rig.run({ dryRun: true });

  expect(findings).toMatchObject([
    { kind: 'to-write', documentId: 'a', reason: 'RetryAttemptsExhausted, keys: 2' },
    { kind: 'kept', documentId: 'b' },
  ]);
  expect(rig.files.size).toBe(2);
  expect(rig.bulks).toEqual([]);
});
