import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createGateway, type GatewayOptions } from './create-gateway.ts';
import { buildDocument, functionOperation, mockOperation, tableOperation } from './fixtures/build-document.ts';
import { type ClientAnswer, type ClientCall, openClient } from './fixtures/open-client.ts';
import { type FakeDynamodb, startFakeDynamodb } from './fixtures/start-fake-dynamodb.ts';

const Item = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: { name: { type: 'string' } },
};
const requestBody = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } };
const corsHeader = { 'method.response.header.Access-Control-Allow-Origin': "'*'" };
const json = (template: string) => ({ requestTemplates: { 'application/json': template } });

const document = buildDocument(
  {
    '/': { get: mockOperation('root') },
    '/items': {
      post: tableOperation(json('$input.body'), { operationId: 'AddItem', requestBody }),
      options: mockOperation(
        '',
        { responses: { default: { statusCode: '204', responseParameters: corsHeader } } },
        { responses: { 204: { description: 'd', headers: { 'Access-Control-Allow-Origin': {} } } } },
      ),
    },
    '/items/{id}': { get: tableOperation(json("$input.params('id')")) },
    '/items/{id}/fail': { get: tableOperation(json('$input.body.substring(99)'), { operationId: 'Fail' }) },
    '/echo': { post: mockOperation("$input.params('X-Own')|$input.params('x-own')|$context.requestId") },
    '/search': { get: functionOperation() },
  },
  {
    'x-amazon-apigateway-request-validators': { full: { validateRequestBody: true, validateRequestParameters: true } },
    'x-amazon-apigateway-request-validator': 'full',
    components: { schemas: { Item } },
  },
);

let fake: FakeDynamodb;
let app: FastifyInstance;
let call: (call: ClientCall) => Promise<ClientAnswer>;
let lines: Record<string, unknown>[];

async function open(options: Partial<GatewayOptions> = {}): Promise<void> {
  lines = [];
  const stream = new Writable({
    write: (chunk, _, done) => {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  app = await createGateway({
    document,
    values: {},
    dynamodbUrl: fake.url,
    functions: { search: async () => ({ statusCode: 200, body: 'found' }) },
    clock: () => 1_428_582_896_000,
    newRequestId: () => 'aaaaaaaa-0000-4000-8000-000000000000',
    logger: { stream },
    ...options,
  });
  call = await openClient(app);
  lines.length = 0;
}

beforeEach(async () => {
  fake = await startFakeDynamodb();
  await open();
});

afterEach(async () => {
  await app.close();
  fake.close();
});

const get = (path: string) => call({ path });
const post = (body: string | Buffer, type?: string) =>
  call({ method: 'POST', path: '/items', body, headers: type === undefined ? {} : { 'Content-Type': type } });

test('answers each kind of integration', async () => {
  fake.answer = { status: 200, body: '{"Item": 1}' };

  expect(await get('/')).toMatchObject({ status: 200, body: 'root' });
  expect(await get('/items/x')).toMatchObject({ status: 200, body: '{"Item": 1}' });
  expect(await get('/search')).toMatchObject({ status: 200, body: 'found' });
  expect(await call({ method: 'OPTIONS', path: '/items' })).toMatchObject({
    status: 204,
    headers: { 'access-control-allow-origin': '*' },
    body: '',
  });
});

test('finds a function by its ARN', async () => {
  await app.close();
  await open({
    functions: { 'arn:aws:lambda:us-east-1:000000000000:function:search': async () => ({ body: 'by ARN' }) },
  });

  expect((await get('/search')).body).toBe('by ARN');
});

test('refuses a definition whose function it was not given', async () => {
  const functions = { other: async () => ({}) };

  await expect(createGateway({ document, values: {}, dynamodbUrl: fake.url, functions })).rejects.toThrow(
    'paths./search.get: Expected a function for arn:aws:lambda:us-east-1:000000000000:function:search, got other.',
  );
});

test.each([
  ['GET', '/nowhere'],
  ['PUT', '/items'],
  ['GET', '/items//fail'],
  ['GET', '//items/x'],
  ['GET', '/Items/x'],
  ['TRACE', '/'],
  ['PROPFIND', '/items'],
])('answers %s %s as a missing authentication token', async (method, path) => {
  expect(await call({ method, path })).toMatchObject({
    status: 403,
    headers: { 'x-amzn-errortype': 'MissingAuthenticationTokenException', 'content-type': 'application/json' },
    body: '{"message":"Missing Authentication Token"}',
  });
});

test('makes no HEAD of a GET', async () => {
  expect(await call({ method: 'HEAD', path: '/' })).toMatchObject({ status: 403, body: '' });
});

test.each([
  ['/items/a%2Fb', 'a/b'],
  ['/items/%E2%82%AC%25', '€%'],
  ['/items/a+b', 'a+b'],
  ['/items/$x', '$x'],
  ['/items/x/', 'x'],
  [`/items/${'x'.repeat(9_000)}`, 'x'.repeat(9_000)],
])('decodes the path parameter of %s', async (path, id) => {
  await get(path);

  expect(fake.received[0]?.body).toBe(id);
});

test.each(['/items/%zz', '/items/%ff', '/items/%', '/items/x?q=%zz'])('answers 400 to %s', async (path) => {
  expect(await get(path)).toMatchObject({ status: 400, body: '{"message":"Bad Request"}' });
  expect(fake.received).toEqual([]);
});

test.each([undefined, 'application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON'])(
  'takes a body of the type %s',
  async (type) => {
    const answer = await post('{"name": "n"}', type);

    expect([answer.status, fake.received[0]?.body]).toEqual([200, '{"name": "n"}']);
  },
);

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'nonsense',
  'a;b;c',
  'application/json+x',
])('answers 415 to the type %s', async (type) => {
  expect(await post('{"name": "n"}', type)).toMatchObject({
    status: 415,
    body: '{"message":"Unsupported Media Type"}',
  });
  expect(fake.received).toEqual([]);
});

test.each([
  '{"name": 1}',
  '{',
  '',
  '{"name": "n", "more": 1}',
  '{"name": "n", "__proto__": 1}',
  '[]',
  Buffer.from([...Buffer.from('{"name": "'), 0xff, ...Buffer.from('"}')]),
])('answers 400 to the body %s', async (body) => {
  expect(await post(body)).toMatchObject({ status: 400, body: '{"message":"Invalid request body"}' });
  expect(fake.received).toEqual([]);
});

test('takes a body of 10 MB and refuses one byte more', async () => {
  const body = (bytes: number) => `{"name": "${'x'.repeat(bytes - 12)}"}`;
  const limit = 10 * 1_024 * 1_024;

  expect((await post(body(limit))).status).toBe(200);
  expect(await post(body(limit + 1))).toMatchObject({ status: 413, body: '{"message":"Request Too Long"}' });
});

test('shows templates the header names in the case in which they came', async () => {
  const answer = await call({ method: 'POST', path: '/echo', headers: { 'X-Own': 'v' } });

  expect(answer.body).toBe('v||aaaaaaaa-0000-4000-8000-000000000000');
});

test('answers with the ids of the request, of which the client may choose one', async () => {
  const own = await call({ method: 'POST', path: '/echo' });
  const chosen = await call({ method: 'POST', path: '/echo', headers: { 'x-amzn-requestid': "it's" } });

  expect(own.headers).toMatchObject({
    'x-amzn-requestid': 'aaaaaaaa-0000-4000-8000-000000000000',
    'x-amz-apigw-id': expect.stringMatching(/=$/),
  });
  expect([chosen.headers['x-amzn-requestid'], chosen.body]).toEqual(["it's", "||it's"]);
});

test('answers 500 to a template that fails, and tells only the log why', async () => {
  expect(await get('/items/x/fail')).toMatchObject({ status: 500, body: '{"message":"Internal server error"}' });
  expect(lines).toEqual([
    expect.objectContaining({
      level: 50,
      operationId: 'Fail',
      method: 'GET',
      path: '/items/x/fail',
      status: 500,
      error: {
        type: 'API_CONFIGURATION_ERROR',
        message: 'Internal server error',
        cause: expect.stringContaining('TemplateError'),
      },
    }),
  ]);
});

test('writes one line per request, without anything of its query or body', async () => {
  await post('{"name": "confidential"}');
  await post('{"confidential": 1}');
  await get('/nowhere?q=confidential');

  expect(lines.map(({ operationId, status, path }) => [operationId, status, path])).toEqual([
    ['AddItem', 200, '/items'],
    ['AddItem', 400, '/items'],
    [undefined, 403, '/nowhere'],
  ]);
  expect(JSON.stringify(lines)).not.toContain('confidential');
});

test('answers 504 when DynamoDB cannot be reached', async () => {
  fake.close();

  expect((await get('/items/x')).status).toBe(504);
});

test('shows each request to DynamoDB before it is sent', async () => {
  await app.close();
  const seen: unknown[] = [];
  await open({ onIntegrationRequest: (request) => seen.push({ ...request, before: fake.received.length }) });

  await get('/items/x');
  await get('/');

  expect(seen).toEqual([{ operationId: 'ReadItem', action: 'GetItem', body: 'x', before: 0 }]);
});

test('answers many requests at once, each its own', async () => {
  fake.answer = { status: 500, body: 'x' };
  const ids = Array.from({ length: 50 }, (_, index) => `id${index}`);

  const answers = await Promise.all(ids.map((id) => get(`/items/${id}`)));

  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 500));
  expect(fake.received.map(({ body }) => body).sort()).toEqual([...ids].sort());
});
