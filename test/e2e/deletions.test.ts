import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createFindDeletions, createPutDeletions } from '../../artifacts/indexer/src/adapters/deletions-table.ts';
import { createDynamoDb } from '../../artifacts/indexer/src/adapters/dynamodb-client.ts';
import type { Item } from '../../artifacts/indexer/src/core/attribute-value.ts';
import { encodeDocumentId } from '../../artifacts/indexer/src/core/encode-document-id.ts';
import type { Entity } from '../../artifacts/indexer/src/core/entity.ts';
import { awaitKnown, type Consistency } from '../../artifacts/indexer/src/flow/await-known.ts';
import { createIndexes } from '../../artifacts/indexer/src/flow/create-indexes.ts';
import { createFindWriteTargets } from '../../artifacts/indexer/src/flow/find-write-targets.ts';
import { type IndexBatchDependencies, indexBatch } from '../../artifacts/indexer/src/flow/index-batch.ts';
import { lookForDocuments } from '../../artifacts/indexer/src/flow/look-for-documents.ts';
import { buildRecord } from '../../artifacts/indexer/test/fixtures/build-record.ts';
import { createOwnLibrary, timeoutMs } from './support/own-library.ts';

// Tables, indexer and index are real; which records it is handed, and when they are searchable, is in the hands of each test.
// The item is absent in all of them: the table holds nothing.

const { prefix, entities, client, request, dependencies, findDeletions, ...library } = createOwnLibrary('gone');
const entityOf = (name: string): Entity => {
  const entity = entities.find((each) => each.name === name);
  if (!entity) throw new Error(`Expected an entity ${name}, got none.`);
  return entity;
};
const user = entityOf('User');
const measured = entityOf('Heartbeat');
const { send, readItems } = dependencies;
const table = { client, timeoutMs, tableName: `${prefix}-deletions`, nowMs: Date.now };

beforeAll(() => library.createTables());
beforeEach(async () => {
  await createIndexes(entities, send);
  for (const { index } of [user, measured]) await putSettings(index, { refresh_interval: '-1' });
});
afterEach(async () => {
  await putSettings(user.index, { 'blocks.write': false });
  await request('DELETE', `/${entities.map(({ index }) => `${index}-v1`).join()}`);
});
afterAll(async () => {
  await createIndexes(entities, send);
  await library.remove();
});

const putSettings = (index: string, settings: object) => request('PUT', `/${index}/_settings`, { index: settings });
const refresh = () => request('POST', `/${user.index},${measured.index}/_refresh`);

let number = 0;
/** Of three minutes ago: a heartbeat of a minute later can have come by. */
const newUser = (): { readonly id: string; readonly version: number; readonly item: Item } => {
  const id = `u${number++}`;
  const createdAt = Date.now() - 180_000;
  const version = createdAt * 1_000;
  const ids = { id: { S: `User:${id}` }, type: { S: 'User' }, userId: { S: id } };
  const item = { ...ids, version: { N: String(version) }, createdAt: { N: String(createdAt) } };
  return { id, version, item };
};
const laterBeat = () =>
  buildRecord({
    after: {
      id: { S: 'Heartbeat:minute' },
      type: { S: 'Heartbeat' },
      heartbeatId: { S: 'minute' },
      beatAt: { S: new Date().toISOString() },
      version: { N: '1' },
    },
  });
const added = (item: Item) => buildRecord({ after: item });
const removed = (item: Item) => buildRecord({ before: item, after: undefined });
/** One batch, tried once. */
const deliver = async (records: readonly object[], changes: Partial<IndexBatchDependencies> = {}) => {
  const findWriteTargets = createFindWriteTargets({ entities, send, nowMs: Date.now });
  const pause = async () => false;
  const { verdicts } = await indexBatch({ Records: records }, entities, {
    ...dependencies,
    findWriteTargets,
    pause,
    ...changes,
  });
  return verdicts.map(({ outcome }) => outcome);
};
const wait = (id: string, version: number, waitMs: number, find = findDeletions): Promise<Consistency> =>
  awaitKnown(
    [{ entity: user, id: [id], version }],
    { preference: 'p1', waitMs },
    { send, readItems, findDeletions: find, nowMs: Date.now, pause: async (ms) => void (await sleep(ms)) },
  );
const isFound = async (id: string) => {
  const place = { entity: user, documentId: String(encodeDocumentId(user.toKey([id]))) };
  const looked = await lookForDocuments([place], { preference: 'p1', timeoutMs: timeoutMs() }, send);
  return looked.kind === 'looked' && looked.versions.size === 1;
};
const certain = { isConsistent: true };
const late = { isConsistent: false, reason: 'not searchable in time' };

test('is certain once the delete is done, and not by a later heartbeat while the insert waits for its redelivery', async () => {
  const { id, version, item } = newUser();
  await putSettings(user.index, { 'blocks.write': true });
  const halfDone = await deliver([added(item), laterBeat()]);
  await refresh();
  const early = await wait(id, version, 3_000);

  await putSettings(user.index, { 'blocks.write': false });
  await deliver([added(item)]);
  await refresh();
  const ghost = await isFound(id);
  const waiting = wait(id, version, 20_000);
  await deliver([removed(item)]);
  await refresh();

  expect([halfDone, early, ghost]).toEqual([['retry', 'applied'], late, true]);
  expect(await waiting).toEqual(certain);
  expect(await isFound(id)).toBe(false);
});

test('is certain by one look when insert and delete are done before anything is refreshed', async () => {
  const { id, version, item } = newUser();

  await deliver([added(item)]);
  await deliver([removed(item)]);

  expect(await wait(id, version, 0)).toEqual(certain);
  await refresh();
  expect(await isFound(id)).toBe(false);
});

test('is not certain of a delete that no search shows yet', async () => {
  const { id, version, item } = newUser();
  await deliver([added(item)]);
  await refresh();
  await deliver([removed(item)]);

  const early = await wait(id, version, 500);
  await refresh();

  expect([early, await wait(id, version, 0)]).toEqual([late, certain]);
});

test('delivers a delete again whose row cannot be put, and is not certain before', async () => {
  const { id, version, item } = newUser();
  await deliver([added(item)]);

  const first = await deliver([removed(item), laterBeat()], {
    putDeletions: createPutDeletions({ ...table, timeoutMs: () => 0 }),
  });
  await refresh();
  const early = await wait(id, version, 500);
  const second = await deliver([removed(item)]);

  expect([first, early, second]).toEqual([['retry', 'applied'], late, ['applied']]);
  expect(await wait(id, version, 0)).toEqual(certain);
});

test('is certain after a restart of both, when the indexer died between the delete and its row', async () => {
  const { id, version, item } = newUser();
  await deliver([added(item)]);
  const killed = async () => {
    throw new Error('killed');
  };
  await expect(deliver([removed(item)], { putDeletions: killed })).rejects.toThrow('killed');
  await refresh();
  const early = await wait(id, version, 500);

  const other = createDynamoDb();
  await deliver([removed(item)], { putDeletions: createPutDeletions({ ...table, client: other }) });
  const after = await wait(id, version, 0, createFindDeletions({ ...table, client: other }));
  other.destroy();

  expect([early, after]).toEqual([late, certain]);
});

test('is certain of a life that ended, not of the one after it whose delete is on its way', async () => {
  const { id, version, item } = newUser();
  const again = { ...item, version: { N: String(version + 60_000_000) } };
  await deliver([added(item)]);
  await deliver([removed(item)]);
  await deliver([added(again)]);
  await refresh();

  const ended = await wait(id, version, 0);
  const present = await wait(id, version + 60_000_000, 500);
  await deliver([removed(again)]);
  await refresh();

  expect([ended, present]).toEqual([certain, late]);
  expect(await wait(id, version + 60_000_000, 0)).toEqual(certain);
});

test('waits for an id that never was, until the time is over', async () => {
  const startedAtMs = Date.now();

  expect(await wait('nobody', Date.now() * 1_000, 700)).toEqual(late);
  expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(700);
});

test('is certain of an item whose writer counts its versions', async () => {
  const { id, item } = newUser();
  const counted = { ...item, version: { N: '7' } };
  await deliver([added(counted)]);
  await deliver([removed(counted)]);
  await refresh();

  expect(await wait(id, 7, 0)).toEqual(certain);
});

test('tells at once of an item that is absent that nobody can know a version of the future', async () => {
  const startedAtMs = Date.now();

  expect(await wait('nobody', (startedAtMs + 600_000) * 1_000, 20_000)).toEqual({
    isConsistent: false,
    reason: 'not in the table',
  });
  expect(Date.now() - startedAtMs).toBeLessThan(15_000);
});

test.each([
  ['has no such table', 'nowhere', { isConsistent: false, reason: 'table.read-refused' }],
  ['does not answer in time', `${prefix}-deletions`, late],
])('is not certain when the rows cannot be read, as DynamoDB %s', async (_, tableName, expected) => {
  const { id, version, item } = newUser();
  await deliver([added(item)]);
  await deliver([removed(item)]);
  await refresh();
  const limitMs = () => (tableName === 'nowhere' ? 20_000 : 0);

  expect(await wait(id, version, 500, createFindDeletions({ ...table, tableName, timeoutMs: limitMs }))).toEqual(
    expected,
  );
});
