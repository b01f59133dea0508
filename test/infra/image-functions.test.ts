import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createJobs } from '../../artifacts/indexer/src/adapters/jobs-table.ts';
import { buildRecord } from '../../artifacts/indexer/test/fixtures/build-record.ts';
import { createSend } from '../e2e/support/open-search-server.ts';
import { listFiles, readManifest } from './image/describe-image.ts';
import { measureStart } from './image/measure-start.ts';
import { type ImageRig, openRig } from './image/open-rig.ts';
import { renderReport, type Timing } from './image/render-timings.ts';
import type { Result } from './image/runtime-api/create-invocations.ts';
import { type RunningFunction, startFunction } from './image/start-function.ts';
import { type LocalServers, startServers } from './image/start-servers.ts';

let rig: ImageRig;
let servers: LocalServers;
let startMs: number;
const timings = new Map<string, Timing>();
beforeAll(async () => {
  rig = openRig();
  servers = await startServers(rig.folder);
  startMs = measureStart(rig.buildah, rig.image);
});
afterAll(async () => {
  await servers?.stop();
  rig?.close();
});

type Variables = Readonly<Record<string, string | undefined>>;

/** One process of the entry point, with the same environment as the others but for `changes`. */
async function withFunction<T>(
  command: string,
  changes: Variables,
  use: (fn: RunningFunction) => Promise<T>,
): Promise<T> {
  const variables = Object.entries({ ...servers.variables, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const fn = await startFunction(rig.buildah, { image: rig.image, command, variables: Object.fromEntries(variables) });
  try {
    return await use(fn);
  } finally {
    await fn.stop();
  }
}

/** The payload that an event comes to; an error is one of the test. */
async function payloadOf(fn: RunningFunction, event: unknown): Promise<unknown> {
  const result = await fn.invoke(event);
  if (result.kind === 'response') return result.payload;
  throw new Error(`Expected an answer, got ${JSON.stringify(result)}\n${fn.output()}`);
}

/** The answer of a new process to one event; how long both took goes into the report. */
function answerOf(name: string, event: unknown): Promise<unknown> {
  return withFunction(`${name}.handler`, {}, async (fn) => {
    const payload = await payloadOf(fn, event);
    const { initMs, firstAnswerMs } = fn.timings();
    timings.set(name, { name, initMs: initMs - startMs, firstAnswerMs: firstAnswerMs - startMs });
    return payload;
  });
}

const version = { N: '1700000000000000' };
const author = {
  ...{ id: { S: 'Author:austen' }, authorId: { S: 'austen' }, type: { S: 'Author' } },
  ...{ name: { S: 'Jane Austen' }, version },
};
const book = {
  ...{ id: { S: 'Book:emma' }, bookId: { S: 'emma' }, authorId: { S: 'austen' }, type: { S: 'Book' } },
  ...{ title: { S: 'Emma' }, version },
};
const putItem = (Item: typeof author | typeof book) =>
  servers.dynamodb.send(new PutItemCommand({ TableName: servers.tableNames.tableName, Item }));
const ask = async (method: 'GET' | 'POST', path: string): Promise<unknown> => {
  const reply = await createSend(servers.opensearchUrl)({ method, path });
  return reply.kind === 'reply' ? JSON.parse(reply.text) : reply;
};

test('bootstrap creates the indexes of an empty OpenSearch', async () => {
  const answer = await answerOf('bootstrap', {});

  expect(answer).toMatchObject({ indexes: expect.arrayContaining([expect.objectContaining({ differing: [] })]) });
  expect(await ask('GET', '/_alias/books,authors,users,rentals')).toMatchObject({ 'books-v1': expect.anything() });
});

test('index makes a document of a record of the stream', async () => {
  await putItem(book);

  expect(await answerOf('index', { Records: [buildRecord({ after: book })] })).toEqual({ batchItemFailures: [] });

  expect(await ask('GET', '/books/_doc/S:Book:emma')).toMatchObject({ found: true, _source: { title: 'Emma' } });
});

test('jobs carries an author into the book that shows one', async () => {
  await putItem(author);
  const id = { index: 'books', by: 'authorId', value: 'austen' };
  const { dynamodb: client, tableNames } = servers;
  const jobs = createJobs({ client, tableName: tableNames.jobsTableName, timeoutMs: () => 10_000 });
  await jobs.put([{ ...id, keyNames: ['id'], version: BigInt(version.N), isUnordered: false }]);

  const record = buildRecord({ key: { id: { S: 'books/authorId/austen' } }, after: undefined });
  expect(await answerOf('jobs', { Records: [record] })).toEqual({ batchItemFailures: [] });

  expect(await ask('GET', '/books/_doc/S:Book:emma')).toMatchObject({ _source: { authorName: 'Jane Austen' } });
  expect(await jobs.get(id)).toBe('absent');
});

test('maintain finds what the index lacks, and nothing once it is there', async () => {
  const lacking = await answerOf('maintain', { action: 'verify', indexes: ['authors'] });
  await withFunction('index.handler', {}, (fn) => payloadOf(fn, { Records: [buildRecord({ after: author })] }));
  const equal = await answerOf('maintain', { action: 'verify' });

  expect(lacking).toMatchObject({ isDone: true, findings: [{ kind: 'missing', documentId: 'S:Author:austen' }] });
  expect(equal).toMatchObject({ isDone: true, findings: [], counts: { items: 2 } });
});

/** As API Gateway hands it on. */
const searchFor = (q: string) => ({
  ...{ resource: '/search', path: '/search', httpMethod: 'GET', pathParameters: null, headers: {}, body: null },
  ...{ queryStringParameters: { q }, multiValueQueryStringParameters: { q: [q] }, isBase64Encoded: false },
});

test('search finds the book by its author', async () => {
  await ask('POST', '/books/_refresh');

  const answer = await answerOf('search', searchFor('austen'));

  const { statusCode, body } = answer as { readonly statusCode: number; readonly body: string };
  expect({ statusCode, ...JSON.parse(body) }).toMatchObject({
    statusCode: 200,
    total: 1,
    results: [{ document: { title: 'Emma' } }],
  });
});

test('measure says that no heartbeat has come, nothing is parked and no job is left', async () => {
  expect(await answerOf('measure', {})).toMatchObject({ heartbeatAt: null, lagSeconds: null, parkedKeys: 0, jobs: 0 });
});

test('a process answers one event after the other', async () => {
  const results = await withFunction('search.handler', {}, async (fn) => [
    await fn.invoke(searchFor('emma')),
    await fn.invoke(searchFor('emma')),
  ]);

  expect(results.map(({ kind }) => kind)).toEqual(['response', 'response']);
});

test('a configuration that is wrong is told to Lambda at the start, each fault of it', async () => {
  const changes = { INDEXER_TABLE_NAME: undefined, INDEXER_OPENSEARCH_URL: 'nowhere' };

  const result = await withFunction('index.handler', changes, (fn) => fn.invoke({ Records: [] }));

  expect(result).toMatchObject({ kind: 'init-error', error: { errorType: 'IndexerError' } });
  expect(messageOf(result)).toContain('Expected `INDEXER_TABLE_NAME` to be a table name');
  expect(messageOf(result)).toContain('Expected `INDEXER_OPENSEARCH_URL` to be an http or https URL');
});

test('a search without the secret that signs its pages does not start', async () => {
  const changes = { INDEXER_TOKEN_SECRET: undefined };

  const result = await withFunction('search.handler', changes, (fn) => fn.invoke(searchFor('emma')));

  expect(result).toMatchObject({ kind: 'init-error', error: { errorType: 'IndexerError' } });
  expect(messageOf(result)).toContain('INDEXER_TOKEN_SECRET');
});

test('an error of a handler reaches Lambda with its code and its message', async () => {
  const result = await withFunction('maintain.handler', {}, (fn) => fn.invoke({ action: 'tidy' }));

  expect(result).toMatchObject({ kind: 'error', error: { errorType: 'maintain.invalid-request' } });
  expect(messageOf(result)).toContain('tidy');
});

test('a command that names no handler of the image is an error at the start', async () => {
  const result = await withFunction('index.nothing', {}, (fn) => fn.invoke({}));

  expect(result).toMatchObject({ kind: 'init-error', error: { errorType: 'Runtime.HandlerNotFound' } });
});

test('each entry point was started, and its numbers are these', () => {
  const { buildah, image, folder, buildSeconds } = rig;
  const files = listFiles(buildah, image).filter(({ path }) => path.startsWith('var/task/'));
  const names = files.map(({ path }) => path.replace('var/task/', '').replace('.mjs', ''));
  const bundleBytes = Object.fromEntries(names.map((name, at) => [name, files[at]?.bytes ?? 0]));

  console.log(
    renderReport({
      layers: readManifest(buildah, image, folder).layers,
      bundleBytes,
      buildSeconds,
      timings: [...timings.values()],
    }),
  );

  expect([...timings.keys()].sort()).toEqual(names);
});

const messageOf = (result: Result): string => ('error' in result ? result.error.errorMessage : '');
