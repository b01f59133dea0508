import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createDynamoDb } from '../../artifacts/indexer/src/adapters/dynamodb-client.ts';
import { createOpenSearch } from '../../artifacts/indexer/src/adapters/open-search.ts';
import { createReadItems } from '../../artifacts/indexer/src/adapters/read-items.ts';

/** Servers that fail in ways the real ones cannot be made to: each test says how its own answers. */
let server: Server;
let url: string;
let answer: (response: ServerResponse, request: IncomingMessage, body: string) => void;
const requests: { readonly request: IncomingMessage; readonly body: string; readonly port: number | undefined }[] = [];

beforeEach(async () => {
  requests.length = 0;
  server = createServer(async (request, response) => {
    const body = await text(request);
    requests.push({ request, body, port: request.socket.remotePort });
    answer(response, request, body);
  });
  // Node's own 5 s would end a connection between two requests of a busy machine.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const json = (status: number, body: unknown) => (response: ServerResponse) =>
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
const openSearch = (timeoutMs = 20_000, signing: 'none' | 'es' = 'none') =>
  createOpenSearch({
    opensearchUrl: url,
    opensearchSigning: signing,
    region: 'us-east-1',
    gzipBytes: 0,
    timeoutMs: () => timeoutMs,
  });
const ping = { method: 'GET', path: '/' } as const;

test.each([200, 400, 404, 429, 503])(
  'hands over an answer of status %i as it is, after one request',
  async (status) => {
    answer = json(status, { a: 12345678901234567890n.toString() });

    expect(await openSearch()(ping)).toEqual({ kind: 'reply', status, text: '{"a":"12345678901234567890"}' });
    expect(requests).toHaveLength(1);
  },
);

test('sends path, query and body as they are, a bulk as lines', async () => {
  answer = json(200, {});
  const send = openSearch();

  await send({ method: 'POST', path: '/books/_search', query: { scroll: '1m' }, body: '{"size":1}' });
  await send({ method: 'POST', path: '/_bulk', query: { filter_path: 'items.index.status,took' }, body: '{"é":1}\n' });

  expect(
    requests.map(({ request, body }) => [request.method, request.url, request.headers['content-type'], body]),
  ).toEqual([
    ['POST', '/books/_search?scroll=1m', 'application/json', '{"size":1}'],
    ['POST', '/_bulk?filter_path=items.index.status%2Ctook', 'application/x-ndjson', '{"é":1}\n'],
  ]);
});

test('keeps its connection', async () => {
  answer = json(200, {});
  const send = openSearch();

  for (let i = 0; i < 3; i++) await send(ping);

  expect(new Set(requests.map(({ port }) => port)).size).toBe(1);
});

test('goes on after a connection that was reset', async () => {
  const send = openSearch();
  answer = (response) => response.destroy();
  expect(await send(ping)).toEqual({ kind: 'none', reason: 'ConnectionError' });

  answer = json(200, {});
  expect(await send(ping)).toMatchObject({ status: 200 });
});

test('waits no longer than there is time, for the first byte or for the last', async () => {
  answer = () => {};
  expect(await openSearch(100)(ping)).toMatchObject({ kind: 'none' });

  answer = (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  };
  expect(await openSearch(200)(ping)).toMatchObject({ kind: 'none' });
});

test('waits no longer than a request is to take, however much time is left', async () => {
  answer = () => {};
  const startedAtMs = performance.now();

  expect(await openSearch()({ ...ping, timeoutMs: 200 })).toMatchObject({ kind: 'none' });
  expect(performance.now() - startedAtMs).toBeLessThan(15_000);
  expect(await openSearch(0)({ ...ping, timeoutMs: 200 })).toEqual({ kind: 'none', reason: 'no time left' });
});

test('does not take half an answer for one', async () => {
  answer = (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
    response.write('{"items":[');
    setTimeout(() => response.destroy(), 20);
  };

  expect(await openSearch()(ping)).toMatchObject({ kind: 'none' });
});

test('sends nothing when there is no time left', async () => {
  expect(await openSearch(0)(ping)).toEqual({ kind: 'none', reason: 'no time left' });
  expect(requests).toEqual([]);
});

test('signs for the service it is told to', async () => {
  answer = json(200, {});

  await openSearch(5_000, 'es')({ method: 'POST', path: '/_bulk', body: '{}\n' });

  expect(requests[0]?.request.headers).toMatchObject({
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/es\/aws4_request, SignedHeaders=.*host/,
    ),
    'x-amz-content-sha256': 'ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356',
  });
});

const reference = (id: string) => ({ id: `S:${id}`, key: { id: { S: id } } });
const readItems = (timeoutMs = 5_000) =>
  createReadItems({ client: createDynamoDb(), tableName: 'library', nowMs: () => 1_000, timeoutMs: () => timeoutMs });
const dynamoDbError = (status: number, name: string) =>
  json(status, { __type: `com.amazonaws.dynamodb.v20120810#${name}` });

test('reads consistently, keeps numbers as text and binary as base64', async () => {
  const item = {
    id: { S: 'a' },
    n: { N: '1234567890123456789012345678901234567.8' },
    b: { B: '+/8=' },
    deep: { L: [{ M: { s: { BS: ['AA=='] } } }] },
  };
  answer = json(200, { Responses: { library: [item] }, UnprocessedKeys: {} });

  expect(await readItems()([reference('a'), reference('b')])).toEqual(
    new Map([
      ['S:a', { item, readAtMs: 1_000 }],
      ['S:b', { item: undefined, readAtMs: 1_000 }],
    ]),
  );
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    RequestItems: { library: { Keys: [{ id: { S: 'a' } }, { id: { S: 'b' } }], ConsistentRead: true } },
  });
});

test('asks again for what was not processed', async () => {
  answer = (response, _request, body) => {
    const [key] = JSON.parse(body).RequestItems.library.Keys;
    const keys = requests.length === 1 ? [{ id: { S: 'b' } }] : [];
    const unprocessed = keys.length > 0 ? { library: { Keys: keys, ConsistentRead: true } } : {};
    json(200, { Responses: { library: [{ id: key.id }] }, UnprocessedKeys: unprocessed })(response);
  };

  const reads = await readItems()([reference('a'), reference('b')]);

  expect([...reads].map(([id, { item }]) => [id, item?.id])).toEqual([
    ['S:a', { S: 'a' }],
    ['S:b', { S: 'b' }],
  ]);
  expect(requests).toHaveLength(2);
});

test('asks for a hundred keys at a time', async () => {
  answer = json(200, { Responses: { library: [] }, UnprocessedKeys: {} });

  const reads = await readItems()(Array.from({ length: 250 }, (_, n) => reference(String(n))));

  expect(reads.size).toBe(250);
  expect(requests.map(({ body }) => JSON.parse(body).RequestItems.library.Keys.length).sort()).toEqual([100, 100, 50]);
});

test.each([
  ['throttling', () => dynamoDbError(400, 'ProvisionedThroughputExceededException')],
  ['an internal error', () => dynamoDbError(500, 'InternalServerError')],
  ['a reset', () => (response: ServerResponse) => response.destroy()],
])('leaves unread what %s kept from it', async (_, fail) => {
  answer = fail();

  expect((await readItems()([reference('a')])).size).toBe(0);
});

test('leaves unread what does not come in time', async () => {
  answer = () => {};
  expect((await readItems(200)([reference('a')])).size).toBe(0);
  expect((await readItems(0)([reference('a')])).size).toBe(0);
});

test.each(['AccessDeniedException', 'ResourceNotFoundException', 'ValidationException'])(
  'throws on %s',
  async (name) => {
    answer = dynamoDbError(400, name);

    await expect(readItems()([reference('a')])).rejects.toMatchObject({ code: 'table.read-refused' });
  },
);
