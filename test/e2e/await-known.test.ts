import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createReadItems } from '../../artifacts/indexer/src/adapters/read-items.ts';
import type { Item } from '../../artifacts/indexer/src/core/attribute-value.ts';
import { encodeDocumentId } from '../../artifacts/indexer/src/core/encode-document-id.ts';
import type { Entity } from '../../artifacts/indexer/src/core/entity.ts';
import { awaitKnown, type Consistency } from '../../artifacts/indexer/src/flow/await-known.ts';
import { createIndexes } from '../../artifacts/indexer/src/flow/create-indexes.ts';
import { createFindWriteTargets } from '../../artifacts/indexer/src/flow/find-write-targets.ts';
import { indexBatch } from '../../artifacts/indexer/src/flow/index-batch.ts';
import { lookForDocuments } from '../../artifacts/indexer/src/flow/look-for-documents.ts';
import { buildRecord } from '../../artifacts/indexer/test/fixtures/build-record.ts';
import { createOwnLibrary, timeoutMs as libraryTimeoutMs } from './support/own-library.ts';
import { waitUntil } from './support/wait-until.ts';

// Table, indexer and index are real; what reaches the index, and when it is searchable, is in the hands of each test.

const { prefix, entities, client, request, dependencies, findDeletions, ...library } = createOwnLibrary('await');
const entityOf = (name: string): Entity => {
  const entity = entities.find((each) => each.name === name);
  if (!entity) throw new Error(`Expected an entity ${name}, got none.`);
  return entity;
};
const user = entityOf('User');
const { send, readItems } = dependencies;
const findWriteTargets = createFindWriteTargets({ entities, send, nowMs: Date.now });

beforeAll(() => library.createTables());
beforeEach(async () => {
  await createIndexes(entities, send);
  await setRefresh(user.index, '-1');
});
afterEach(() => request('DELETE', `/${entities.map(({ index }) => `${index}-v1`).join()}`));
afterAll(async () => {
  await createIndexes(entities, send);
  await library.remove();
});

const setRefresh = (index: string, interval: string) =>
  request('PUT', `/${index}/_settings`, { index: { refresh_interval: interval } });
const refresh = ({ index }: Entity) => request('POST', `/${index}/_refresh`);

const userId = 'u1';
const buildUser = (version: number): Item => ({
  id: { S: `User:${userId}` },
  type: { S: 'User' },
  userId: { S: userId },
  name: { S: `Ann ${version}` },
  version: { N: String(version) },
  createdAt: { N: String(Math.trunc(version / 1_000)) },
});
const put = (item: Item) => client.send(new PutItemCommand({ TableName: prefix, Item: item as never }));
const remove = () => client.send(new DeleteItemCommand({ TableName: prefix, Key: { id: { S: `User:${userId}` } } }));
/** What the stream would hand over now. */
const deliver = async (before: Item | undefined, after: Item | undefined) => {
  const { verdicts } = await indexBatch({ Records: [buildRecord({ before, after })] }, entities, {
    ...dependencies,
    findWriteTargets,
  });
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(['applied']);
};
let looks = 0;
/** Notes how often it has begun to look for what is absent. */
const findNoted: typeof findDeletions = (places) => {
  looks += 1;
  return findDeletions(places);
};
const wait = (version: number, waitMs: number): Promise<Consistency> =>
  awaitKnown(
    [{ entity: user, id: [userId], version }],
    { preference: 'p1', waitMs },
    { send, readItems, findDeletions: findNoted, nowMs: Date.now, pause: async (ms) => void (await sleep(ms)) },
  );
const place = { entity: user, documentId: String(encodeDocumentId(user.toKey([userId]))) };
const look = () => lookForDocuments([place], { preference: 'p1', timeoutMs: libraryTimeoutMs() }, send);
const isFound = async () => {
  const looked = await look();
  return looked.kind === 'looked' && looked.versions.size === 1;
};
const late = { isConsistent: false, reason: 'not searchable in time' };
const nowVersion = () => Date.now() * 1_000;

test('waits until a search finds the version: a document that only a get finds is not enough', async () => {
  const version = nowVersion();
  const first = buildUser(version - 1);
  const second = buildUser(version);
  await put(second);
  await deliver(undefined, first);
  await refresh(user);
  await deliver(first, second);

  const stored = await request('GET', `/${user.index}/_doc/${place.documentId}`);
  const early = await wait(version, 700);
  const waiting = wait(version, 20_000);
  await sleep(500);
  await refresh(user);

  expect(stored).toMatchObject({ _source: { version } });
  expect(early).toEqual(late);
  expect(await waiting).toEqual({ isConsistent: true });
});

test('waits after a deletion until no search finds the document', async () => {
  const version = nowVersion();
  const item = buildUser(version);
  await put(item);
  await deliver(undefined, item);
  await refresh(user);
  await remove();

  const early = await wait(version, 700);
  const waiting = wait(version, 20_000);
  await sleep(300);
  await deliver(item, undefined);
  await refresh(user);

  expect(early).toEqual(late);
  expect(await waiting).toEqual({ isConsistent: true });
  expect(await isFound()).toBe(false);
});

test('does not take for deleted what has never arrived: a document that comes late and goes again is waited for', async () => {
  const version = nowVersion();
  const item = buildUser(version);
  await put(item);
  await remove();

  const early = await wait(version, 700);
  const waiting = wait(version, 20_000);
  await sleep(300);
  await deliver(undefined, item);
  await refresh(user);
  const ghost = await isFound();
  // The one that is on its way may have begun before; of the next two, the first is over when the second begins.
  const looksBefore = looks;
  await waitUntil(
    async () => looks,
    (count) => count >= looksBefore + 2,
  );
  await deliver(item, undefined);
  await refresh(user);

  expect([early, ghost]).toEqual([late, true]);
  expect(await waiting).toEqual({ isConsistent: true });
  expect(await isFound()).toBe(false);
});

test('waits for the new life of what was deleted and added again, not for what is left of the old one', async () => {
  const version = nowVersion() - 60_000_000;
  const old = buildUser(version);
  const again = buildUser(nowVersion());
  await deliver(undefined, old);
  await refresh(user);
  await put(again);

  const early = await wait(version, 700);
  await deliver(old, again);
  await refresh(user);

  expect(early).toEqual(late);
  expect(await wait(version, 20_000)).toEqual({ isConsistent: true });
});

test('tells at once that the table holds less than somebody claims', async () => {
  const version = nowVersion();
  const item = buildUser(version);
  await put(item);
  const startedAtMs = Date.now();

  expect(await wait(version + 1, 20_000)).toEqual({ isConsistent: false, reason: 'not in the table' });
  expect(Date.now() - startedAtMs).toBeLessThan(15_000);
});

test('believes no search while a shard has no copy that answers', async () => {
  const version = nowVersion();
  await put(buildUser(version));
  await request('DELETE', `/${user.index}-v1`);
  const settings = { ...user.definition.settings, number_of_shards: 2, number_of_replicas: 0 };
  await request('PUT', `/${user.index}-v1`, { settings, aliases: { [user.index]: {} } });
  const index = `${user.index}-v1`;
  await request('PUT', `/${index}/_settings`, { 'index.routing.allocation.enable': 'none' });
  const { nodes } = await request('GET', '/_nodes/_local');
  const node = Object.keys(nodes as object)[0];
  const whole = await look();

  // The server puts the shard back by itself a moment later, as it is the only copy.
  const cancel = { index, shard: 0, node, allow_primary: true };
  const without = async <T>(ask: () => Promise<T>): Promise<T> => {
    await request('POST', '/_cluster/reroute', { commands: [{ cancel }] });
    return ask();
  };
  const isPartial = (seen: object) => 'reason' in seen && seen.reason === 'partial answer';

  const looked = await waitUntil(() => without(look), isPartial);
  const waited = await waitUntil(() => without(() => wait(version, 0)), isPartial);
  const counted = await waitUntil(
    () => without(() => request('POST', `/${user.index}/_search`, { size: 0 })),
    ({ _shards }) => (_shards as { successful: number }).successful < 2,
  );

  expect(whole).toEqual({ kind: 'looked', versions: new Map() });
  expect(looked).toEqual({ kind: 'unanswered', reason: 'partial answer' });
  expect(waited).toEqual({ isConsistent: false, reason: 'partial answer' });
  expect(counted._shards).toMatchObject({ total: 2, successful: 1, failed: 0 });
});

test.each([
  ['has no such table', 'nowhere', 'table.read-refused'],
  ['does not answer in time', prefix, 'table.unavailable'],
])('is not consistent when DynamoDB %s', async (_, tableName, reason) => {
  const timeoutMs = () => (tableName === prefix ? 0 : 20_000);
  const consistency = await awaitKnown(
    [{ entity: user, id: [userId], version: nowVersion() }],
    { preference: 'p1', waitMs: 5_000 },
    {
      send,
      readItems: createReadItems({ client, tableName, timeoutMs, nowMs: Date.now }),
      nowMs: Date.now,
      findDeletions,
      pause: async (ms) => void (await sleep(ms)),
    },
  );

  expect(consistency).toEqual({ isConsistent: false, reason });
});
