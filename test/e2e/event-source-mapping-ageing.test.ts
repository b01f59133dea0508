import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type AgeingDynamodb, compileAgeingDynamodb, startAgeingDynamodb } from './stream/ageing-dynamodb.ts';
import { connect, createMappingRig, createTable, putItems } from './stream/create-mapping-rig.ts';
import { waitUntil } from './support/wait-until.ts';

const classes = mkdtempSync(join(tmpdir(), 'millrace-ageing-'));
let rig: ReturnType<typeof createMappingRig>;
let server: AgeingDynamodb;

beforeAll(() => compileAgeingDynamodb(classes));
beforeEach(async () => {
  rig = createMappingRig('ageing');
  server = await startAgeingDynamodb(classes, join(rig.dataDir, 'dynamodb'));
  await createTable(connect(server.url), rig.tableName);
});
afterEach(async () => {
  await server.stop();
  await rig.dispose();
});
afterAll(() => rm(classes, { recursive: true }));

const put = (...ids: string[]) => putItems(connect(server.url), rig.tableName, ids);
const restartServer = async () => {
  await server.stop();
  server = await startAgeingDynamodb(classes, join(rig.dataDir, 'dynamodb'));
};

test('reads parents before children when shards are rolled over, also after a restart', async () => {
  await put('a', 'b');
  await server.roll();
  await put('c');
  await server.roll();
  await put('d');
  const first = rig.start(server.url, { batchSize: 1 });
  await rig.untilDone('d');
  await server.roll();
  await put('e');
  await rig.untilDone('e');
  await first.stop();
  await server.roll();
  await put('f');

  const second = rig.start(server.url);
  await rig.untilDone('f');
  await second.stop();

  expect(rig.doneIds()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('outlives a restart of the server and reads on in the same stream', async () => {
  const mapping = rig.start(server.url);
  await put('a');
  await rig.untilDone('a');
  const { stop, url } = server;
  await stop();
  await waitUntil(
    async () => rig.status(),
    (status) => status?.caughtUp === false,
  );
  server = await startAgeingDynamodb(classes, join(rig.dataDir, 'dynamodb'), Number(new URL(url).port));
  await put('b');
  await rig.untilDone('b');
  await waitUntil(
    async () => rig.status(),
    (status) => status?.caughtUp === true,
  );
  await mapping.stop();

  expect(rig.doneIds()).toEqual(['a', 'b']);
  expect(rig.lines.filter(({ message }) => message.startsWith('the stream can')).map(({ message }) => message)).toEqual(
    ['the stream cannot be read; trying again until it can', 'the stream can be read again'],
  );
});

test('waits when everything in the stream has expired overnight, and delivers the next morning', async () => {
  await put('a');
  const evening = rig.start(server.url);
  await rig.untilDone('a');
  await evening.stop();
  await server.age(25);

  const morning = rig.start(server.url);
  await waitUntil(
    async () => rig.status(),
    (status) => status?.caughtUp === true && status.recordsDone === 0,
  );
  await put('b');
  await rig.untilDone('b');
  await morning.stop();

  expect(rig.doneIds()).toEqual(['a', 'b']);
});

test('passes over no change when the server numbers anew after a weekend', async () => {
  await put('a', 'b', 'c');
  const friday = rig.start(server.url);
  await rig.untilDone('c');
  await friday.stop();
  await server.age(31);
  const saturday = rig.start(server.url);
  await waitUntil(
    async () => rig.status(),
    (status) => status?.caughtUp === true && status.recordsDone === 0,
  );
  await saturday.stop();
  await restartServer();
  await put('d', 'e');

  const monday = rig.start(server.url);
  await rig.untilDone('e');
  await monday.stop();

  expect(rig.doneIds()).toEqual(['a', 'b', 'c', 'd', 'e']);
  const numbers = rig
    .recorded()
    .flatMap(({ event }) => event.Records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber)));
  expect(Math.min(...numbers.slice(-2))).toBeLessThanOrEqual(3);
});
