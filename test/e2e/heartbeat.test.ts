import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Status } from '../../artifacts/indexer/src/core/to-status.ts';
import { ask } from '../../bench/servers/open-search-api.ts';
import { createFunction, type LocalFunction } from '../../local/function/create-function.ts';
import { functionEnvironment } from '../../local/function/function-environment.ts';
import { buildBeat } from '../../local/heartbeat/build-beat.ts';
import { periodMs } from '../../local/heartbeat/run-heartbeat.ts';
import { ensureTable } from '../../local/stack/ensure-table.ts';
import { repositoryRoot } from '../support/contract.ts';
import { askStatus } from './support/ask-status.ts';
import { createApiClient } from './support/call-api.ts';
import { newId } from './support/new-id.ts';
import { servers } from './support/servers.ts';
import { startGateway } from './support/start-gateway.ts';
import { startIndexProxy } from './support/start-index-proxy.ts';
import { dynamodb } from './support/table.ts';
import { waitUntil } from './support/wait-until.ts';

// The stack of these tests writes a heartbeat every minute, as `make up` does; the tests write theirs by the same request.

const api = createApiClient(servers.apiUrl);
const getStatus = () => askStatus(api);
const beatOf = ({ heartbeatAt }: Pick<Status, 'heartbeatAt'>): number => Date.parse(heartbeatAt ?? '');
const beat = (dueAtMs: number) => dynamodb.send(new UpdateItemCommand(buildBeat(servers.tableName, dueAtMs)));
/** It, or a later one of the stack's: the wait leaves time for the next of these, should one of an older time come in between. */
const beatAndSee = async () => {
  const dueAtMs = Math.floor(Date.now() / 1_000) * 1_000;
  await beat(dueAtMs);
  return waitUntil(getStatus, (status) => beatOf(status) >= dueAtMs, 2 * periodMs);
};
/** One after the other, until there is an answer. */
async function beatUntil(answer: Promise<unknown>): Promise<void> {
  let isThere = false;
  const note = () => {
    isThere = true;
  };
  void answer.then(note, note);
  for (; !isThere; await sleep(500)) await beat(Date.now());
}
/** OpenSearch with one heartbeat, which stays the only one. */
async function startStillIndex(beatAt: string) {
  const prefix = `still${newId().slice(1, 11).toLowerCase()}`;
  const path = `/${prefix}-heartbeats`;
  const mappings = { properties: { beatAt: { type: 'date' } } };
  await ask(servers.opensearchUrl, { method: 'PUT', path, body: { mappings } });
  await ask(servers.opensearchUrl, { method: 'PUT', path: `${path}/_doc/minute?refresh=true`, body: { beatAt } });
  const proxy = await startIndexProxy(servers.opensearchUrl, { prefix, indexes: ['heartbeats'] });
  return {
    url: proxy.url,
    close: async () => {
      await proxy.close();
      await ask(servers.opensearchUrl, { method: 'DELETE', path });
    },
  };
}

const parkedTableName = `heartbeat-parked-${newId().slice(0, 8)}`;
const jobsTableName = `heartbeat-jobs-${newId().slice(0, 8)}`;
const lines: string[] = [];
const functions: LocalFunction[] = [];
/** The deployed bundle before the stack's index; its tables of what waits are its own. */
function createMeasure(more: { readonly opensearchUrl?: string; readonly parkedTableName?: string } = {}) {
  const fn = createFunction({
    name: 'measure',
    bundle: fileURLToPath(new URL('artifacts/indexer/dist/measure.mjs', repositoryRoot)),
    env: functionEnvironment({ ...servers, parkedTableName, jobsTableName, ...more }),
    timeoutMs: 150_000,
    memoryMb: 256,
    log: (line) => lines.push(line),
  });
  functions.push(fn);
  return async (event: unknown) => (await fn.invoke(event)) as Status;
}
const measure = createMeasure();

beforeAll(async () => {
  for (const tableName of [parkedTableName, jobsTableName]) await ensureTable(dynamodb, { tableName });
});
afterEach(() => {
  lines.length = 0;
});
afterAll(async () => {
  await Promise.all(functions.map((fn) => fn.close()));
  for (const TableName of [parkedTableName, jobsTableName]) await dynamodb.send(new DeleteTableCommand({ TableName }));
  dynamodb.destroy();
});

test('a heartbeat goes the way of every item, and GET /status tells how old the newest one is', async () => {
  const { lag, ...status } = await waitUntil(getStatus, ({ heartbeatAt }) => typeof heartbeatAt === 'string');

  expect(status).toEqual({
    heartbeatAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    lagSeconds: expect.any(Number),
    parkedKeys: expect.any(Number),
    parkedIsAtLeast: false,
    jobs: expect.any(Number),
    jobsIsAtLeast: false,
  });
  expect(status.lagSeconds).toBeGreaterThanOrEqual(lag.least);
  expect(status.lagSeconds).toBeLessThanOrEqual(lag.most);
});

test('no search finds it', async () => {
  await waitUntil(getStatus, ({ heartbeatAt }) => typeof heartbeatAt === 'string');

  const answer = await api('GET', '/search?q=Heartbeat:minute');

  expect(answer).toMatchObject({ status: 200, body: { total: 0, results: [] } });
});

test('waits for a heartbeat that is written after the start, and then measures', async () => {
  const startedAtMs = Date.now();
  const measured = measure({ awaitHeartbeatSeconds: 120 });

  const [status] = await Promise.all([measured, beatUntil(measured)]);

  expect(beatOf(status)).toBeGreaterThan(startedAtMs);
});

test('fails, with both times, when none comes', async () => {
  const old = '2026-01-01T00:00:07Z';
  const still = await startStillIndex(old);

  const measured = createMeasure({ opensearchUrl: still.url })({ awaitHeartbeatSeconds: 1 });

  await expect(measured.finally(still.close)).rejects.toMatchObject({
    errorType: 'measure.heartbeat-late',
    errorMessage: expect.stringMatching(new RegExp(`written after 2\\S+Z within \\d+ s, got ${old}\\.`)),
  });
});

test('counts parked keys and jobs, of which a rebuild is none, and logs all of it as metrics', async () => {
  const put = (TableName: string, id: string) =>
    dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id } } }));
  for (const id of ['books-v1/a', 'books-v1/b', 'books-v1/c']) await put(parkedTableName, id);
  for (const id of ['books/authorId/a', 'rebuild']) await put(jobsTableName, id);

  const status = await measure({});

  expect(status).toMatchObject({ parkedKeys: 3, parkedIsAtLeast: false, jobs: 1, jobsIsAtLeast: false });
  const line = JSON.parse(lines.find((one) => one.includes('_aws')) ?? '{}') as Record<string, unknown>;
  expect(line).toMatchObject({ ...status, table: servers.tableName, msg: 'measure' });
  expect(JSON.stringify(line._aws)).toContain('{"Name":"lagSeconds","Unit":"Seconds"}');
});

test('fails where OpenSearch or a table is away, and refuses what it does not know', async () => {
  const away = createMeasure({ opensearchUrl: 'http://127.0.0.1:9' });
  const tableless = createMeasure({ parkedTableName: 'heartbeat-missing' });

  await expect(away({})).rejects.toMatchObject({ errorType: 'search.unavailable' });
  await expect(tableless({})).rejects.toMatchObject({ errorType: 'table.read-refused' });
  await expect(measure({ awaitHeartbeat: 3 })).rejects.toMatchObject({ errorType: 'measure.invalid-request' });
});

test('GET /status counts a thousand rows of a table, and says that there are more', async () => {
  const tableName = `heartbeat-many-${newId().slice(0, 8)}`;
  await ensureTable(dynamodb, { tableName });
  const ids = Array.from({ length: 1_001 }, (_, row) => ({ PutRequest: { Item: { id: { S: `books-v1/${row}` } } } }));
  for (let row = 0; row < ids.length; row += 25)
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: ids.slice(row, row + 25) } }));
  const gateway = await startGateway({ parkedTableName: tableName });

  const answer = await createApiClient(gateway.url)('GET', '/status');
  const measured = await createMeasure({ parkedTableName: tableName })({});
  await gateway.close();
  await dynamodb.send(new DeleteTableCommand({ TableName: tableName }));

  expect(answer).toMatchObject({ status: 200, body: { parkedKeys: 1_000, parkedIsAtLeast: true } });
  expect(measured).toMatchObject({ parkedKeys: 1_001, parkedIsAtLeast: false });
});

test('GET /status is unavailable while OpenSearch is away', async () => {
  const gateway = await startGateway({ opensearchUrl: 'http://127.0.0.1:9' });

  const answer = await createApiClient(gateway.url)('GET', '/status');
  await gateway.close();

  expect([answer.status, answer.body]).toMatchObject([503, { type: '/problems/unavailable' }]);
  expect(answer.headers['retry-after']).toBe('1');
});

test('GET /status answers internal, without a word of the cause, when the function is misconfigured', async () => {
  const gateway = await startGateway({ opensearchUrl: 'not an address' });

  const answer = await createApiClient(gateway.url)('GET', '/status');
  await gateway.close();

  expect([answer.status, answer.body]).toMatchObject([500, { type: '/problems/internal' }]);
  expect(answer.text).not.toContain('address');
});

test('a heartbeat that was deleted and is written anew, from the first version, is found again and goes on', async () => {
  // So many that the first versions are, to the index, long past.
  for (let beats = 1; beats <= 5; beats++) await beat(Date.now());
  const before = await beatAndSee();
  await dynamodb.send(new DeleteItemCommand({ TableName: servers.tableName, Key: { id: { S: 'Heartbeat:minute' } } }));
  await waitUntil(getStatus, (status) => status.heartbeatAt === null || beatOf(status) > beatOf(before), 2 * periodMs);

  for (let beats = 1; beats <= 3; beats++) {
    // A beat's time is to the second.
    await sleep(1_000);
    expect(beatOf(await beatAndSee())).toBeLessThanOrEqual(Date.now());
  }
});
