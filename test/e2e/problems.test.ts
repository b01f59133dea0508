import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { calledOperations, contract, type Operation } from '../support/contract.ts';
import { documentedProblems } from '../support/documented-problems.ts';
import { type Answer, type CallApi, createApiClient } from './support/call-api.ts';
import { cancelled } from './support/dynamodb-answers.ts';
import { type FaultProxy, startFaultProxy } from './support/fault-proxy.ts';
import { createLibrary } from './support/library.ts';
import { generalCase, ruleCases, type Scene, validRequest } from './support/problem-cases.ts';
import { servers } from './support/servers.ts';
import { startGateway, type TestGateway } from './support/start-gateway.ts';

let proxy: FaultProxy;
let gateway: TestGateway;
let scene: Scene;
let api: CallApi;

beforeAll(async () => {
  proxy = await startFaultProxy(servers.dynamodbUrl);
  gateway = await startGateway({ dynamodbUrl: proxy.url });
  api = createApiClient(gateway.url);
  scene = { api, library: createLibrary(api), replayOnce: proxy.replayOnce };
});

afterAll(async () => {
  await gateway?.close();
  await proxy?.close();
});

function expectProblem(answer: Answer, name: string): void {
  const status = Number(documentedProblems.get(name));
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.body).toMatchObject({
    type: `/problems/${name}`,
    status,
    title: expect.stringMatching(/^[A-Z][a-z -]+$/),
  });
  expect(answer.status).toBe(status);
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  expect(answer.headers['access-control-expose-headers']).toBe('ETag,Location,Retry-After');
  if (name === 'invalid-request') expect(answer.body).toHaveProperty('detail', expect.stringMatching(/\S/));
  if (['conflict', 'throttled', 'unavailable'].includes(name)) expect(answer.headers['retry-after']).toBe('1');
  expect(answer.text).not.toMatch(/arn:|secret|com\.amazon|Exception/);
}

function operationOf(operationId: string): Operation {
  const operation = calledOperations.find((one) => one.operationId === operationId);
  if (!operation) throw new Error(`No operation ${operationId}.`);
  return operation;
}

const declared = calledOperations.flatMap((operation) =>
  (operation.problems ?? []).map((problem) => [`${operation.operationId} ${problem}`, operation, problem] as const),
);
/** What lies behind the gateway's function and not behind its DynamoDB: search.test.ts, search-faults.test.ts. */
const isElsewhere = ({ integration }: Operation, problem: string): boolean =>
  integration.type === 'aws_proxy' && ['internal', 'unavailable'].includes(problem);

test.each(declared.filter(([, operation, problem]) => !isElsewhere(operation, problem)))(
  '%s',
  async (key, operation, problem) => {
    const run = ruleCases[key] ?? generalCase(operation, problem);
    if (!run) throw new Error(`No case brings about ${key}: add one to problem-cases.ts.`);

    const answers = [await run(scene)].flat();

    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) expectProblem(answer, problem);
  },
);

// What the gateway answers before an operation is chosen or reached. Nobody is refused here: `make up` has no authentication.
test('brings about every problem of the gateway responses but forbidden', () => {
  const answered = Object.values(contract['x-amazon-apigateway-gateway-responses']).flatMap((response) =>
    [
      ...Object.values(response.responseTemplates)
        .join()
        .matchAll(/\/problems\/([a-z-]+)/g),
    ].map(([, name = '']) => name),
  );
  const covered = new Set([...declared.map(([, , problem]) => problem), 'no-such-route', 'forbidden']);

  expect(answered.filter((name) => !covered.has(name))).toEqual([]);
});

test('answers invalid-request to a path that is not percent-encoded text', async () => {
  expectProblem(await api('GET', '/authors/%E0%A4%A'), 'invalid-request');
});

test('has no case for a problem that no operation declares', () => {
  expect(Object.keys(ruleCases).filter((key) => !declared.some(([one]) => one === key))).toEqual([]);
});

test.each([
  ['GET', '/nowhere'],
  ['DELETE', '/books'],
  ['POST', '/'],
  ['PATCH', '/search'],
  ['POST', '/status'],
  ['PUT', '/suggest'],
  ['GET', '/books/a/b/c'],
  ['POST', '/books//borrow'],
])('answers no-such-route to %s %s', async (method, path) => {
  expectProblem(await api(method, path), 'no-such-route');
});

const dynamodbOperations = calledOperations.filter((operation) => operation.integration.type === 'aws');

test.each(dynamodbOperations.map((operation) => [operation.operationId, operation] as const))(
  '%s answers unavailable when the connection to DynamoDB is cut',
  async (_, operation) => {
    const { method, path, body } = validRequest(operation);

    proxy.cutOnce();

    expectProblem(await api(method, path, { body }), 'unavailable');
  },
);

const failed = { Code: 'ConditionalCheckFailed' };
const stored = { ...failed, Item: { id: { S: 'x' }, status: { S: 'NOT_AVAILABLE' }, version: { N: '7' } } };

// Mixed reasons: a failed rule beats a conflict or a throttle, and the rules keep their order.
test.each([
  ['AddBook', [failed, 'TransactionConflict'], 'author-not-found'],
  ['AddBook', ['TransactionConflict', stored], 'book-exists'],
  ['AddBook', [stored, 'ThrottlingError'], 'author-exists'],
  ['AddBook', [failed, stored], 'author-not-found'],
  ['BorrowBook', [stored, 'TransactionConflict', 'None'], 'book-not-available'],
  ['BorrowBook', [stored, failed, 'None'], 'user-not-found'],
  ['BorrowBook', [failed, failed, 'None'], 'book-not-found'],
  ['BorrowBook', ['ProvisionedThroughputExceeded', stored, 'None'], 'user-suspended'],
  ['ReturnBook', [stored, 'None', stored], 'book-not-borrowed-by-user'],
  ['ReturnBook', ['TransactionConflict', 'None', stored], 'book-not-borrowed-by-user'],
  ['ReportMissing', ['None', failed, 'TransactionConflict'], 'user-not-found'],
  // Another transaction holds the rental: whether the work is done cannot be told, so no rule is named for good.
  ['BorrowBook', [stored, 'None', 'TransactionConflict'], 'conflict'],
  ['ReturnBook', [stored, 'None', 'TransactionConflict'], 'conflict'],
  ['ReportMissing', [stored, 'None', 'ThrottlingError'], 'throttled'],
  ['ReportMissing', ['ThrottlingError', 'TransactionConflict', 'None'], 'conflict'],
] as const)('%s with the reasons %j answers %s', async (operationId, reasons, problem) => {
  const { method, path, body } = validRequest(operationOf(operationId));

  scene.replayOnce(cancelled(...reasons));

  expectProblem(await api(method, path, { body }), problem);
});

test('answers internal, not a success, to a cancellation without reasons', async () => {
  const { method, path, body } = validRequest(operationOf('BorrowBook'));

  scene.replayOnce({
    status: 400,
    body: { __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException', Message: 'x' },
  });

  expectProblem(await api(method, path, { body }), 'internal');
});

test('refuses a description beyond 400 KB with item-too-large on the real table, and keeps what stands', async () => {
  const bookId = await scene.library.addBook({ description: 'short' });
  const description = 'x'.repeat(410_000);

  const answers = [
    await api('POST', '/books', { body: { title: 'T', author: { name: 'A', birthdate: '1900' }, description } }),
    await api('PATCH', `/books/${bookId}`, { body: { description } }),
    await api('PUT', `/books/${bookId}`, { body: { title: 'T', description } }),
    await api('PATCH', `/books/${bookId}`, { body: { description: 'x'.repeat(3_000_000) } }),
    await api('POST', '/authors', { body: { name: description, birthdate: '1900' } }),
    await api('POST', '/users', { body: { name: 'A', email: description } }),
  ];

  for (const answer of answers) expectProblem(answer, 'item-too-large');
  expect((await api('GET', `/books/${bookId}`)).body).toMatchObject({ description: 'short' });
});

test('refuses a body above 10 MB before anything else sees it', async () => {
  const answer = await api('POST', '/authors', { body: `{"name": "${'x'.repeat(10 * 1_024 * 1_024)}"}` });

  expect([answer.status, answer.body]).toEqual([413, { message: 'Request Too Long' }]);
});

test('refuses more than 1,000 tags with the number that came', async () => {
  const bookId = await scene.library.addBook();
  const tags = Array.from({ length: 1_001 }, (_, index) => `tag ${index}`);

  const answers = [
    await api('POST', '/books', { body: { title: 'T', author: { name: 'A', birthdate: '1900' }, tags } }),
    await api('PATCH', `/books/${bookId}`, { body: { tags } }),
    await api('PUT', `/books/${bookId}`, { body: { title: 'T', tags } }),
  ];

  for (const answer of answers) {
    expectProblem(answer, 'invalid-request');
    expect(answer.body).toHaveProperty('detail', 'Expected at most 1000 tags, got 1001');
  }
});
