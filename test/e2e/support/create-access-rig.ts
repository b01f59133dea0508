import { fileURLToPath } from 'node:url';
import { BatchWriteItemCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { buildRecord } from '../../../artifacts/indexer/test/fixtures/build-record.ts';
import { createFunction, type LocalFunction } from '../../../local/function/create-function.ts';
import { functionEnvironment, searchEnvironment } from '../../../local/function/function-environment.ts';
import { newId } from './new-id.ts';
import { createOwnLibrary } from './own-library.ts';
import { createTool } from './run-tool.ts';
import { masterArn } from './secured-config.ts';
import { servers } from './servers.ts';
import { type RoleProxy, startRoleProxy } from './start-role-proxy.ts';
import { startSecuredOpenSearch } from './start-secured-open-search.ts';
import type { Item } from './table.ts';

const toArn = (name: string): string => `arn:aws:iam::123456789012:role/millrace-test-${name}`;

/** Each function has an IAM role of its own; `stranger` is one that nobody has mapped. */
export const arns = {
  bootstrap: masterArn,
  index: toArn('index'),
  jobs: toArn('jobs'),
  maintain: toArn('maintain'),
  search: toArn('search'),
  measure: toArn('measure'),
  stranger: toArn('stranger'),
} as const;
export type Who = keyof typeof arns;

/** What Terraform hands to the bootstrap. */
export const holders = {
  writer: [arns.index, arns.jobs],
  keeper: [arns.maintain],
  reader: [arns.search, arns.measure],
};

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An OpenSearch with access control, tables of its own, and the deployed functions, each asking as its own role. */
export async function createAccessRig() {
  const library = createOwnLibrary('access');
  const openSearch = await startSecuredOpenSearch();
  const proxies = new Map<Who, RoleProxy>();
  for (const who of Object.keys(arns) as Who[]) proxies.set(who, await startRoleProxy(openSearch.url, arns[who]));
  const urlOf = (who: Who): string => proxies.get(who)?.url ?? '';
  const variablesOf = (who: Who) => ({
    ...(who === 'search' ? searchEnvironment(servers) : functionEnvironment(servers)),
    INDEXER_LOG_LEVEL: 'silent',
    INDEXER_TABLE_NAME: library.tableName,
    INDEXER_PARKED_TABLE_NAME: `${library.tableName}-parked`,
    INDEXER_JOBS_TABLE_NAME: `${library.tableName}-jobs`,
    INDEXER_DELETIONS_TABLE_NAME: `${library.tableName}-deletions`,
    INDEXER_STREAM_TIMEOUT_SECONDS: '1',
    INDEXER_OPENSEARCH_URL: urlOf(who),
  });
  const functions: LocalFunction[] = [];
  const start = (name: string, who: Who) => {
    const bundle = fileURLToPath(new URL(`../../../artifacts/indexer/dist/${name}.mjs`, import.meta.url));
    const options = { name, bundle, env: variablesOf(who), timeoutMs: 30_000, memoryMb: 512, log: () => {} };
    const fn = createFunction(options);
    functions.push(fn);
    return fn.invoke;
  };
  const tool = createTool(variablesOf('maintain'));

  return {
    bootstrap: start('bootstrap', 'bootstrap'),
    index: start('index', 'index'),
    indexAsStranger: start('index', 'stranger'),
    jobs: start('jobs', 'jobs'),
    search: start('search', 'search'),
    measure: start('measure', 'measure'),
    maintain: tool.run,
    table: createTable(library),
    log: openSearch.log,
    /** One request as this role, not by way of the indexer. */
    ask: async (who: Who, method: string, path: string, body?: string | object): Promise<Reply> => {
      const text = typeof body === 'object' ? JSON.stringify(body) : body;
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${urlOf(who)}${path}`, { method, headers, ...(text && { body: text }) });
      return { status: answer.status, body: JSON.parse(await answer.text()) as Reply['body'] };
    },
    end: async () => {
      for (const fn of [...functions, tool]) await fn.close();
      for (const proxy of proxies.values()) await proxy.close();
      await library.remove();
      await openSearch.close();
    },
  };
}

/** Items of the table, and the events that its streams make of them. */
function createTable({ tableName, client, createTables }: ReturnType<typeof createOwnLibrary>) {
  const before = new Map<string, Item>();
  let sequenceNumber = 10n ** 20n;
  const toRecord = (id: string, after: Item | undefined): object => {
    const images = { before: before.get(id) as never, after: after as never };
    if (after) before.set(id, after);
    else before.delete(id);
    sequenceNumber += 1n;
    return buildRecord({ ...images, sequenceNumber: String(sequenceNumber) });
  };
  return {
    create: createTables,
    /** Writes them (once each); the event that Lambda hands over for it. */
    put: async (items: readonly Item[]) => {
      for (let i = 0; i < items.length; i += 25) {
        const page = items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
        await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: page } }));
      }
      return { Records: items.map((item) => toRecord(item.id?.S ?? '', item)) };
    },
    remove: async ({ id }: Item) => {
      await client.send(new DeleteItemCommand({ TableName: tableName, Key: { id: id as never } }));
      return { Records: [toRecord(id?.S ?? '', undefined)] };
    },
    /** What the stream of the table `jobs` makes of one of its rows. */
    toJobsEvent: (id: string) => ({ Records: [buildRecord({ key: { id: { S: id } }, after: undefined })] }),
  };
}

const version = (): Item['version'] => ({ N: String(Date.now() * 1_000) });

export function buildAuthor(authorId: string, name: string): Item {
  const ids = { id: { S: `Author:${authorId}` }, authorId: { S: authorId } };
  return { ...ids, type: { S: 'Author' }, name: { S: name }, version: version() as never };
}

export function buildBook(authorId: string, title: string): Item {
  const bookId = newId();
  const ids = { id: { S: `Book:${bookId}` }, bookId: { S: bookId }, authorId: { S: authorId } };
  return { ...ids, type: { S: 'Book' }, title: { S: title }, version: version() as never };
}

export function buildHeartbeat(beatAt: string): Item {
  const ids = { id: { S: 'Heartbeat:minute' }, heartbeatId: { S: 'minute' } };
  return { ...ids, type: { S: 'Heartbeat' }, beatAt: { S: beatAt }, version: { N: '1' } };
}
