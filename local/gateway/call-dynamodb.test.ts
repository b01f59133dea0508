import { afterEach, beforeEach, expect, test } from '@jest/globals';
import aws4 from 'aws4';
import { createDynamodb, type Dynamodb } from './call-dynamodb.ts';
import { type FakeDynamodb, startFakeDynamodb } from './fixtures/start-fake-dynamodb.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'secret' };
const call = {
  region: 'eu-west-3',
  action: 'PutItem',
  body: '{"a": "ü"}',
  headers: { 'x-book-id': 'b' },
  timeoutMs: 20_000,
};

let fake: FakeDynamodb;
let dynamodb: Dynamodb;

beforeEach(async () => {
  fake = await startFakeDynamodb();
  dynamodb = createDynamodb(fake.url, credentials);
});

afterEach(() => {
  dynamodb.close();
  fake.close();
});

test('posts the body with target and type, and hands the answer back', async () => {
  fake.answer = { status: 400, body: '{"__type": "x"}' };

  const reply = await dynamodb.call(call);

  expect(reply).toMatchObject({ status: 400, body: '{"__type": "x"}', headers: { 'x-amz-crc32': '7' } });
  expect(fake.received[0]?.body).toBe('{"a": "ü"}');
  expect(fake.received[0]?.headers).toMatchObject({
    'x-amz-target': 'DynamoDB_20120810.PutItem',
    'content-type': 'application/x-amz-json-1.0',
    'content-length': '11',
    host: new URL(fake.url).host,
    'x-book-id': 'b',
  });
});

test('signs for the region of the integration, the given headers included', async () => {
  await dynamodb.call(call);

  const { headers, body } = fake.received[0] ?? { headers: {}, body: '' };
  const { authorization, connection: _, ...rest } = headers;
  const signed = aws4.sign(
    { service: 'dynamodb', region: 'eu-west-3', method: 'POST', path: '/', body, headers: Object(rest) },
    credentials,
  );
  expect(authorization).toBe(signed.headers?.Authorization);
  expect(authorization).toMatch(/Credential=local\/\d{8}\/eu-west-3\/dynamodb\/aws4_request/);
  expect(authorization).toMatch(/SignedHeaders=[^,]*x-book-id/);
});

test('keeps its connection', async () => {
  for (let calls = 0; calls < 4; calls += 1) await dynamodb.call(call);

  // One that was idle for seconds may be given up: then the next two share another one.
  const connections = fake.received.map(({ connection }) => connection);
  expect(new Set(connections).size).toBeLessThan(connections.length);
});

test('reports an integration that does not answer in time', async () => {
  fake.answer = 'never';

  await expect(dynamodb.call({ ...call, timeoutMs: 50 })).rejects.toMatchObject({
    type: 'INTEGRATION_TIMEOUT',
    message: 'Endpoint request timed out',
  });
});

test('reports a connection that is cut or refused', async () => {
  fake.answer = 'cut';
  const failure = { type: 'INTEGRATION_FAILURE', message: 'Network error communicating with endpoint' };

  await expect(dynamodb.call(call)).rejects.toMatchObject(failure);
  fake.close();
  await expect(dynamodb.call(call)).rejects.toMatchObject(failure);
});
