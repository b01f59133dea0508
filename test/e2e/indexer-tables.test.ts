import { CreateTableCommand, DeleteTableCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createDynamoDb } from '../../artifacts/indexer/src/adapters/dynamodb-client.ts';
import { findKeyNames } from '../../artifacts/indexer/src/adapters/find-key-names.ts';
import { createJobs, createRebuildStates } from '../../artifacts/indexer/src/adapters/jobs-table.ts';
import { createParkedKeys } from '../../artifacts/indexer/src/adapters/parked-table.ts';
import { createScanTable } from '../../artifacts/indexer/src/adapters/scan-table.ts';
import type { Item, Key } from '../../artifacts/indexer/src/core/attribute-value.ts';
import type { Job, NewJob } from '../../artifacts/indexer/src/flow/jobs.ts';
import type { ParkedKey } from '../../artifacts/indexer/src/flow/parked-keys.ts';
import { servers } from './support/servers.ts';
import { dynamodb } from './support/table.ts';

/** The adapters of the indexer's own tables, each test on a table that nobody else sees. */
const timeoutMs = () => 30_000;
const tableName = 'indexer-tables-test';
let client: ReturnType<typeof createDynamoDb>;
const options = () => ({ client, tableName, timeoutMs });

beforeAll(() => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: servers.dynamodbUrl,
    AWS_REGION: servers.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  client = createDynamoDb();
});
const dropTable = () => dynamodb.send(new DeleteTableCommand({ TableName: tableName })).catch(() => {});
beforeEach(async () => {
  await dropTable();
  await dynamodb.send(
    new CreateTableCommand({
      TableName: tableName,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
});
afterAll(async () => {
  await dropTable();
  dynamodb.destroy();
  client.destroy();
});

const rows = async () => (await dynamodb.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }))).Items;
const parked = (n: number, change: Partial<ParkedKey> = {}): ParkedKey => ({
  index: 'books-v1',
  documentId: `S:${n}`,
  entity: 'Book',
  key: { id: { S: String(n) } },
  version: 2n ** 60n + BigInt(n),
  reason: '400 mapper_parsing_exception',
  parkedAtMs: 1_000 + n,
  ...change,
});

test('keeps parked keys of every shape and finds them as they were', async () => {
  const table = createParkedKeys(options());
  const composite: Key = { b: { B: '+/8=' }, n: { N: '12345678901234567890123456789012345678' } };
  const keys = [
    parked(1),
    parked(4, { joined: { authorId: 'a1' } }),
    parked(2, { index: 'books-v2', documentId: 'B:-_8|N:1', key: composite }),
    parked(3, { index: 'records', documentId: '49', entity: undefined, key: undefined, version: 0n }),
  ];

  const safe = await table.put(keys);

  expect(safe).toEqual(new Set(keys));
  expect(new Set(await table.find(keys))).toEqual(new Set(keys));
  expect(await table.find([{ index: 'books-v1', documentId: 'S:2' }])).toEqual([]);
  expect(await table.find([])).toEqual([]);
});

test('keeps the last of two of one place, and counts both as safe', async () => {
  const table = createParkedKeys(options());
  const keys = [parked(1), parked(1, { reason: '413' })];

  expect(await table.put(keys)).toEqual(new Set(keys));
  expect(await table.find(keys)).toEqual([keys[1]]);
});

test('forgets a parked key, and says so again when it is gone already', async () => {
  const table = createParkedKeys(options());
  await table.put([parked(1), parked(2)]);

  expect([await table.remove(parked(1)), await table.remove(parked(1))]).toEqual([true, true]);
  expect(await table.find([parked(1), parked(2)])).toEqual([parked(2)]);
});

test.each([{ parkedAtMs: 5_000 }, { version: 7n }, { reason: '413' }])(
  'leaves a key that was parked again since: %p',
  async (change) => {
    const table = createParkedKeys(options());
    await table.put([parked(1)]);
    const again = parked(1, change);
    await table.put([again]);

    expect(await table.remove(parked(1))).toBe(true);
    expect(await table.find([again])).toEqual([again]);
  },
);

test('lists all parked keys once, page by page, and finds single ones among many', async () => {
  const table = createParkedKeys(options());
  const reason = `400 ${'x'.repeat(1_000)}`;
  const keys = Array.from({ length: 1_500 }, (_, n) => parked(n, { reason }));
  expect((await table.put(keys)).size).toBe(1_500);

  const listed: ParkedKey[] = [];
  let pages = 0;
  let from: string | undefined;
  do {
    const page = await table.list(from);
    if (!page) throw new Error('Expected a page.');
    listed.push(...page.keys);
    pages += 1;
    from = page.next;
  } while (from !== undefined);

  expect(pages).toBeGreaterThan(1);
  expect(listed).toHaveLength(1_500);
  expect(new Set(listed.map(({ documentId }) => documentId)).size).toBe(1_500);
  // More than one page: they are asked for one by one, and more than one request may hold.
  const places = [...keys.slice(1_300, 1_450), parked(9_999)];
  const found = await table.find(places);
  expect(new Set(found)).toEqual(new Set(keys.slice(1_300, 1_450)));
});

const job: NewJob = {
  index: 'books',
  by: 'authorId',
  value: 'a/b',
  keyNames: ['id', 'n'],
  version: 3n,
  isUnordered: false,
};
const asJob = (found: Job | string): Job => {
  if (typeof found === 'string') throw new Error(`Expected a job, got ${found}.`);
  return found;
};

test('begins jobs, notes how far they are and forgets them when they are done', async () => {
  const jobs = createJobs(options());
  const other = { ...job, value: 'c', isUnordered: true };

  expect(await jobs.put([job, other])).toEqual(new Set([job, other]));
  const begun = asJob(await jobs.get(job));
  expect(begun).toEqual({ ...job, cursor: undefined, revision: expect.any(String) });
  expect(await jobs.get(other)).toMatchObject({ isUnordered: true });
  const advanced = asJob(await jobs.advance(begun, 'cursor'));
  expect(advanced).toEqual({ ...job, cursor: 'cursor', revision: expect.any(String) });
  expect(advanced.revision).not.toBe(begun.revision);
  expect(await jobs.get(job)).toEqual(advanced);
  expect(await jobs.finish(advanced)).toBe('finished');
  expect(await jobs.get(job)).toBe('absent');
  expect(await jobs.finish(advanced)).toBe('finished');
});

test('neither advances nor finishes a job that somebody else has advanced, begun anew or finished', async () => {
  const jobs = createJobs(options());
  await jobs.put([job]);
  const begun = asJob(await jobs.get(job));
  const advanced = asJob(await jobs.advance(begun, 'one'));

  expect([await jobs.advance(begun, 'two'), await jobs.finish(begun)]).toEqual(['changed', 'changed']);
  expect(await jobs.get(job)).toEqual(advanced);
  await jobs.put([{ ...job, version: 4n }]);
  expect([await jobs.advance(advanced, 'two'), await jobs.finish(advanced)]).toEqual(['changed', 'changed']);
  expect(await jobs.get(job)).toMatchObject({ version: 4n, cursor: undefined });
  await jobs.finish(asJob(await jobs.get(job)));
  expect(await jobs.advance(advanced, 'two')).toBe('changed');
  expect(await jobs.get(job)).toBe('absent');
});

test('begins two jobs of one item in one call once', async () => {
  const jobs = createJobs(options());
  const twice = [job, { ...job, version: 4n }];

  expect(await jobs.put(twice)).toEqual(new Set(twice));
  expect(await jobs.get(job)).toMatchObject({ version: 4n });
});

test('keeps the state of a rebuild for whoever knows its revision', async () => {
  const states = createRebuildStates(options());
  expect(await states.get()).toBe('absent');

  const first = await states.put('{"step":1}', undefined);
  if (typeof first === 'string') throw new Error(first);

  expect(await states.get()).toEqual({ state: '{"step":1}', revision: first.revision });
  expect(await states.put('{"step":0}', undefined)).toBe('changed');
  const second = await states.put('{"step":2}', first.revision);
  if (typeof second === 'string') throw new Error(second);
  expect(await states.put('{"step":3}', first.revision)).toBe('changed');
  expect(await states.remove(first.revision)).toBe('changed');
  expect(await states.get()).toEqual({ state: '{"step":2}', revision: second.revision });
  expect(await states.remove(second.revision)).toBe('removed');
  expect(await states.get()).toBe('absent');
  expect(await states.put('{"step":4}', second.revision)).toBe('changed');
  expect(await rows()).toEqual([]);
});

test('scans every item once, in segments and pages, each page no older than it says', async () => {
  const items: Item[] = Array.from({ length: 57 }, (_, n) => ({ id: { S: String(n) }, b: { L: [{ B: '+/8=' }] } }));
  await Promise.all(
    items.map(({ id }) => {
      const b = { L: [{ B: Buffer.from('+/8=', 'base64') }] };
      return dynamodb.send(new PutItemCommand({ TableName: tableName, Item: { id: id as { S: string }, b } }));
    }),
  );
  let nowMs = 0;
  const scanTable = createScanTable({ ...options(), nowMs: () => ++nowMs });

  const scanned: Item[] = [];
  for (let segment = 0; segment < 3; segment++) {
    let startKey: Key | undefined;
    do {
      const page = await scanTable({ segment, segments: 3, startKey, limit: 10 });
      if (!page) throw new Error('Expected a page.');
      expect(page.items.length).toBeLessThanOrEqual(10);
      expect(page.readAtMs).toBe(nowMs);
      scanned.push(...page.items);
      startKey = page.nextKey;
    } while (startKey);
  }

  expect(scanned).toHaveLength(57);
  expect(new Set(scanned)).toEqual(new Set(items));
});

test('names the key attributes of a table', async () => {
  expect(await findKeyNames(options())).toEqual(['id']);
});

test('throws where a table is not there, and waits for nothing where no time is left', async () => {
  const missing = { ...options(), tableName: 'indexer-tables-missing' };
  const late = { ...options(), timeoutMs: () => 0 };

  await expect(createParkedKeys(missing).put([parked(1)])).rejects.toMatchObject({ code: 'table.write-refused' });
  await expect(createParkedKeys(missing).find([parked(1)])).rejects.toMatchObject({ code: 'table.read-refused' });
  await expect(createJobs(missing).get(job)).rejects.toMatchObject({ code: 'table.read-refused' });
  await expect(findKeyNames(missing)).rejects.toMatchObject({ code: 'table.read-refused' });
  expect(await createParkedKeys(late).put([parked(1)])).toEqual(new Set());
  expect(await createParkedKeys(late).find([parked(1)])).toBeUndefined();
  expect(await createParkedKeys(late).remove(parked(1))).toBe(false);
  expect(await createParkedKeys(late).list(undefined)).toBeUndefined();
  expect(await createJobs(late).get(job)).toBe('unknown');
  expect(await findKeyNames(late)).toBeUndefined();
});
