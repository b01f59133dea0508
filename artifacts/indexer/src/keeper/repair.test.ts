import { expect, test } from '@jest/globals';
import { replyOf } from '../../test/fixtures/answer-with.ts';
import { buildAuthor, buildBook, buildUser } from '../../test/fixtures/build-change.ts';
import { createKeeperRig } from '../../test/fixtures/create-keeper-rig.ts';
import { encodeDocumentId } from '../core/encode-document-id.ts';
import { repair } from './repair.ts';
import { repairFindings } from './repair-findings.ts';
import { verify } from './verify.ts';

async function createShelf() {
  const rig = createKeeperRig();
  rig.table.put('Author:a1', buildAuthor());
  rig.table.put('Book:b1', buildBook());
  rig.table.put('User:u1', buildUser());
  await rig.indexRest();
  return rig;
}

/** One of each: missing, different under a version nothing can follow, orphaned, and one that tells no key. */
async function createSpoiled() {
  const rig = await createShelf();
  await rig.write('users-v1', 'S:User:u1', undefined);
  await rig.write('books-v1', 'S:Book:b1', { title: 'wrong', version: 10 }, 9_000_000_000_000_000);
  await rig.write('users-v1', 'S:User:gone', { name: 'nobody' }, 9_000_000_000_000_000);
  await rig.write('users-v1', 'nameless', { name: 'nobody' });
  return rig;
}

test('puts right whatever differs, says what it did, and finds nothing left', async () => {
  const { run, document } = await createSpoiled();

  const { findings, counts } = await run(repair, {});

  expect(findings.map(({ documentId, kind, reason }) => [documentId, kind, reason]).sort()).toEqual([
    ['S:Book:b1', 'written', 'was different'],
    ['S:User:gone', 'deleted', 'was orphaned'],
    ['S:User:u1', 'written', 'was missing'],
    ['nameless', 'deleted', 'was orphaned'],
  ]);
  expect(counts).toMatchObject({ written: 2, deleted: 2, missing: 1, different: 1, orphaned: 2 });
  expect(document('books', 'S:Book:b1')).toMatchObject({ title: 'Emma', authorName: 'Jane Austen' });
  expect((await run(verify, {})).findings).toEqual([]);
});

test('only says what it would put right when asked for no more', async () => {
  const { run, requests } = await createSpoiled();
  const before = requests.length;

  const { kinds } = await run(repair, { dryRun: true });

  expect(kinds.sort()).toEqual(['different', 'missing', 'orphaned', 'orphaned']);
  expect(requests.slice(before).filter(({ path }) => path === '/_bulk')).toEqual([]);
});

test('says what OpenSearch refuses, and keeps it', async () => {
  const { run, table, parked } = await createShelf();
  table.put('User:u2', buildUser({ id: { S: 'User:u2' }, createdAt: { S: 'no date' } }));

  const { findings, counts } = await run(repair, {});

  expect(findings).toMatchObject([{ kind: 'parked', documentId: 'S:User:u2', reason: expect.stringMatching(/^400/) }]);
  expect(counts.parked).toBe(1);
  expect(parked.rows.size).toBe(1);
});

test('counts as parked only what is so afterwards', async () => {
  const { run, write, parked } = await createShelf();
  await write('users-v1', 'S:User:u1', undefined);
  const place = { index: 'users-v1', documentId: 'S:User:u1', entity: 'User', key: { id: { S: 'User:u1' } } };
  await parked.put([{ ...place, version: 10n, reason: '400', parkedAtMs: 1 }]);

  const { findings, counts } = await run(repair, {});

  expect(findings).toMatchObject([{ kind: 'written', reason: 'was parked' }]);
  expect(counts).toMatchObject({ written: 1, parked: 0 });
  expect(parked.rows.size).toBe(0);
});

const nameless = { kind: 'orphaned', index: 'users-v1', documentId: 'nameless', key: undefined };

test('leaves a document that the indexer has given a key meanwhile', async () => {
  const { dependencies, write, document, table } = await createShelf();
  const id = `User:${'x'.repeat(600)}`;
  table.put(id, buildUser({ id: { S: id } }));
  const documentId = String(encodeDocumentId({ id: { S: id } }));
  await write('users-v1', documentId, { name: 'Ann', _key: { id: { S: id } } });

  const repaired = await repairFindings([{ ...nameless, documentId }], dependencies);

  expect(repaired).toMatchObject([{ kind: 'written', reason: 'written by the indexer meanwhile' }]);
  expect(document('users', documentId)).toBeDefined();
});

test('does not delete a document without a key that was written again since it was looked at', async () => {
  const { dependencies, network, write, document } = await createShelf();
  await write('users-v1', 'nameless', { name: 'nobody' });
  const { send } = network;
  network.send = async (request) => {
    if (request.path === '/_bulk' && request.body?.includes('nameless')) {
      network.send = send;
      await write('users-v1', 'nameless', { name: 'somebody' });
    }
    return send(request);
  };

  const repaired = await repairFindings([nameless], dependencies);

  expect(repaired).toMatchObject([{ kind: 'failed', reason: 'it keeps changing' }]);
  expect(document('users', 'nameless')).toEqual({ name: 'somebody' });
});

test('says what could not be written', async () => {
  const { dependencies, network } = await createShelf();
  const { send } = network;
  network.send = async (request) => (request.path === '/_bulk' ? replyOf(503, {}) : send(request));
  const missing = { kind: 'missing', index: 'users-v1', documentId: 'S:User:u1', key: { id: { S: 'User:u1' } } };

  const repaired = await repairFindings([missing, { ...missing, index: 'users-v0' }, nameless], dependencies);

  expect(repaired.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['failed', '503'],
    ['failed', 'the index is written no more'],
    ['deleted', 'was orphaned'],
  ]);
});
