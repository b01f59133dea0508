import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  PutItemCommand,
  ScanCommand,
  type StreamViewType,
} from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { countOpenWork } from '../../local/stack/count-open-work.ts';
import { ensureTable, planTables } from '../../local/stack/ensure-table.ts';
import { dynamodb } from './support/table.ts';
import { waitUntil } from './support/wait-until.ts';

/** The tables that `make up` creates, under names of this test's own. */
const names = {
  tableName: 'local-tables-library',
  parkedTableName: 'local-tables-parked',
  jobsTableName: 'local-tables-jobs',
  deletionsTableName: 'local-tables-deletions',
};
afterEach(async () => {
  for (const TableName of Object.values(names))
    await dynamodb.send(new DeleteTableCommand({ TableName })).catch(() => {});
});
afterAll(() => dynamodb.destroy());

const createAll = () => Promise.all(planTables(names).map((plan) => ensureTable(dynamodb, plan)));
const describe = async (TableName: string) => {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  return [Table?.KeySchema, Table?.StreamSpecification?.StreamViewType];
};
const describeExpiry = async (TableName: string) => {
  const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  return [TimeToLiveDescription?.TimeToLiveStatus, TimeToLiveDescription?.AttributeName];
};

test('creates the tables that are missing, and leaves them alone the next time', async () => {
  await createAll();
  await createAll();

  const key = [{ AttributeName: 'id', KeyType: 'HASH' }];
  expect(await describe(names.tableName)).toEqual([key, 'NEW_AND_OLD_IMAGES']);
  expect(await describe(names.parkedTableName)).toEqual([key, undefined]);
  expect(await describe(names.jobsTableName)).toEqual([key, 'KEYS_ONLY']);
  expect(await describe(names.deletionsTableName)).toEqual([key, undefined]);
  expect(await describeExpiry(names.deletionsTableName)).toEqual(['ENABLED', 'expiresAt']);
});

const create = (TableName: string, AttributeName: string, view?: StreamViewType) =>
  dynamodb.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName, KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName, AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...(view && { StreamSpecification: { StreamEnabled: true, StreamViewType: view } }),
    }),
  );

test.each([
  [names.jobsTableName, 'id', undefined, 'the key id and a stream of KEYS_ONLY, got the key id and no stream.'],
  [names.jobsTableName, 'id', 'NEW_IMAGE', 'the key id and a stream of KEYS_ONLY, got the key id and NEW_IMAGE.'],
  [names.parkedTableName, 'place', undefined, 'the key id, got the key place and no stream.'],
] as const)('refuses another table %s (%s, %s), with a remedy', async (tableName, key, view, message) => {
  await create(tableName, key, view);

  await expect(createAll()).rejects.toMatchObject({
    message: `Expected the table \`${tableName}\` to have ${message}`,
    remedy: expect.stringContaining('Delete that table'),
  });
});

test('has the rows of deletions go when their time is over, also where a creation was broken off', async () => {
  await create(names.deletionsTableName, 'id');
  await createAll();
  const put = (id: string, atMs: number) =>
    dynamodb.send(
      new PutItemCommand({
        TableName: names.deletionsTableName,
        Item: { id: { S: id }, version: { N: '1' }, expiresAt: { N: String(Math.floor(atMs / 1_000)) } },
      }),
    );
  await put('authors/S:Author:old', Date.now() - 60_000);
  await put('authors/S:Author:new', Date.now() + 600_000);

  const left = await waitUntil(
    async () => (await dynamodb.send(new ScanCommand({ TableName: names.deletionsTableName }))).Items ?? [],
    (items) => items.length === 1,
  );

  expect(left.map(({ id }) => id?.S)).toEqual(['authors/S:Author:new']);
});

test('counts what is parked and the open jobs, and tells a rebuild from them', async () => {
  await createAll();
  const put = (TableName: string, id: string) =>
    dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id } } }));
  expect(await countOpenWork(dynamodb, names)).toEqual({ parked: 0, jobs: 0, isRebuilding: false });

  await put(names.parkedTableName, 'books-v1/S:a');
  for (const id of ['books/authorId/a', 'books/authorId/b', 'rebuild']) await put(names.jobsTableName, id);

  expect(await countOpenWork(dynamodb, names)).toEqual({ parked: 1, jobs: 2, isRebuilding: true });
});
