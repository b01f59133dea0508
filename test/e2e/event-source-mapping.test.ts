import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutItemCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect, createMappingRig, createTable, deleteTable, idOf, putItems } from './stream/create-mapping-rig.ts';
import { waitUntil } from './support/wait-until.ts';

const url = process.env.MILLRACE_TEST_DYNAMODB_URL ?? '';
const client = connect(url);
let rig: ReturnType<typeof createMappingRig>;

beforeEach(async () => {
  rig = createMappingRig(`mapping-${randomUUID()}`);
  await createTable(client, rig.tableName);
});
afterEach(async () => {
  await rig.dispose();
  await deleteTable(client, rig.tableName);
});

const call = async (action: string, body: string): Promise<void> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${action}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body,
  });
  if (!response.ok) throw new Error(await response.text());
};

test('hands over create, change and delete exactly as Lambda does, whatever the attributes are called', async () => {
  const key = '"id":{"S":"a"}';
  const first = `{${key},"__proto__":{"S":"p"},"m":{"M":{"__proto__":{"N":"12345678901234567890123456789012345678"}}},"b":{"B":"AAH/"},"bs":{"BS":["AQ==","Ag=="]},"l":{"L":[{"NULL":true},{"BOOL":false},{"S":""}]}}`;
  const second = `{${key},"SequenceNumber":{"S":"1"}}`;
  await call('PutItem', `{"TableName":"${rig.tableName}","Item":${first}}`);
  await call('PutItem', `{"TableName":"${rig.tableName}","Item":${second}}`);
  await call('DeleteItem', `{"TableName":"${rig.tableName}","Key":{${key}}}`);

  const mapping = rig.start(url);
  await rig.untilDone('a');
  await mapping.stop();

  const [{ Records } = { Records: [] }] = rig.recorded().map(({ event }) => event);
  const sort = (text: string) => JSON.stringify(JSON.parse(text), Object.keys(flatten(JSON.parse(text))).sort());
  const common = {
    eventID: expect.stringMatching(/^[0-9a-f-]{32,36}$/),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: expect.any(String),
    eventSourceARN: expect.stringMatching(new RegExp(`:table/${rig.tableName}/stream/`)),
  };
  const stream = {
    ApproximateCreationDateTime: expect.any(Number),
    Keys: { id: { S: 'a' } },
    SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
    SizeBytes: expect.any(Number),
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  };
  const [inserted, modified, removed] = Records as unknown as { dynamodb: Record<string, unknown> }[];
  expect(modified).toEqual({
    ...common,
    eventName: 'MODIFY',
    dynamodb: { ...stream, NewImage: JSON.parse(second), OldImage: inserted?.dynamodb.NewImage },
  });
  expect(removed).toEqual({ ...common, eventName: 'REMOVE', dynamodb: { ...stream, OldImage: JSON.parse(second) } });
  expect(inserted).toMatchObject({ ...common, eventName: 'INSERT' });
  expect(sort(JSON.stringify(inserted?.dynamodb.NewImage))).toBe(sort(first));
});

/** All member names at any depth, as a list for JSON.stringify that leaves none out. */
function flatten(value: unknown): Record<string, true> {
  if (typeof value !== 'object' || value === null) return Object.create(null);
  const names = Object.create(null);
  for (const [name, member] of Object.entries(value)) Object.assign(names, { [name]: true }, flatten(member));
  return names;
}

test('goes on where it was after a restart and delivers nothing twice', async () => {
  await putItems(client, rig.tableName, ['a', 'b']);
  const first = rig.start(url);
  await rig.untilDone('b');
  await first.stop();
  await putItems(client, rig.tableName, ['c', 'd']);

  const second = rig.start(url);
  await rig.untilDone('d');
  await second.stop();

  expect(rig.doneIds()).toEqual(['a', 'b', 'c', 'd']);
});

test('loses and reorders nothing of a hot key while its process is killed again and again', async () => {
  const changes = 400;
  const mapping = rig.start(url, { batchSize: 50 });

  for (let n = 1; n <= changes; n += 1) {
    const fault = n % 60 === 0 ? { deadly: { BOOL: true } } : n % 40 === 0 ? { later: { BOOL: true } } : {};
    const Item = { id: { S: 'hot' }, n: { N: String(n) }, ...fault };
    await client.send(new PutItemCommand({ TableName: rig.tableName, Item }));
  }
  await rig.untilDone(String(changes));
  await mapping.stop();

  const attempts = rig.recorded().map(({ event }) => event.Records.map((record) => Number(idOf(record))));
  expect([...new Set(attempts.flat())]).toEqual(Array.from({ length: changes }, (_, index) => index + 1));
  for (const numbers of attempts) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  const reasons = rig.lines.map(({ fields }) => String(fields.reason));
  expect(reasons.filter((reason) => reason.startsWith('Runtime.ExitError'))).toHaveLength(6);
});

test('keeps the one record that the function cannot take in the failure folder and delivers all others', async () => {
  await putItems(client, rig.tableName, ['a', 'b']);
  const poison = { id: { S: 'bad' }, poison: { BOOL: true } };
  await client.send(new PutItemCommand({ TableName: rig.tableName, Item: poison }));
  await putItems(client, rig.tableName, ['c', 'd', 'e']);

  const mapping = rig.start(url, { maximumRetryAttempts: 1 });
  await rig.untilDone('e');
  await mapping.stop();

  expect(rig.doneIds()).toEqual(['a', 'b', 'c', 'd', 'e']);
  const folder = join(rig.dataDir, 'failed-invocations');
  const kept = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  expect(kept).toMatchObject([
    { requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo: { batchSize: 1 } },
  ]);
  expect(JSON.parse(kept[0].payload).Records[0].dynamodb.Keys).toEqual({ id: { S: 'bad' } });
  expect(rig.status()).toMatchObject({ discardedBatches: 1, discardedRecords: 1, recordsDone: 5 });
});

test('reads a disabled stream to its end and then the new one', async () => {
  await putItems(client, rig.tableName, ['a']);
  const mapping = rig.start(url);
  await rig.untilDone('a');
  await putItems(client, rig.tableName, ['b']);
  const setStream = (specification: object) =>
    client.send(new UpdateTableCommand({ TableName: rig.tableName, StreamSpecification: specification as never }));

  await setStream({ StreamEnabled: false });
  await rig.untilDone('b');
  await setStream({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' });
  await putItems(client, rig.tableName, ['c']);
  await rig.untilDone('c');
  await mapping.stop();

  expect(rig.doneIds()).toEqual(['a', 'b', 'c']);
  expect(rig.lines.map(({ message }) => message)).toContain(
    'the checkpoint is that of another stream; reading the present one from its oldest change',
  );
});

test('says when everything is through', async () => {
  await putItems(client, rig.tableName, ['a']);
  const mapping = rig.start(url);

  const status = await waitUntil(
    async () => rig.status(),
    (it) => it?.caughtUp === true,
  );
  await mapping.stop();

  expect(status).toMatchObject({ recordsDone: 1, batchesDone: 1, oldestPendingAgeMs: 0, shards: [{ state: 'idle' }] });
  expect(rig.doneIds()).toEqual(['a']);
});
