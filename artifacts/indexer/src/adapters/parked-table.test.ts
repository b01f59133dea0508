import { expect, test } from '@jest/globals';
import { answerAsDynamoDb, toSdkError } from '../../test/fixtures/answer-as-dynamodb.ts';
import type { ParkedKey } from '../flow/parked-keys.ts';
import { createParkedKeys } from './parked-table.ts';

const parked = (n: number): ParkedKey => ({
  index: 'shelves-v1',
  documentId: `S:${n}`,
  entity: 'Shelf',
  key: { id: { S: String(n) } },
  version: 1n,
  reason: '400',
  parkedAtMs: 1,
});
const table = (answer: Parameters<typeof answerAsDynamoDb>[0], timeoutMs = () => 5_000) => {
  const { client, requests } = answerAsDynamoDb(answer);
  return { keys: createParkedKeys({ client, tableName: 'parked', timeoutMs }), requests };
};
const writesOf = (input: object) =>
  (input as { RequestItems: { parked: { PutRequest: { Item: { id: { S: string } } } }[] } }).RequestItems.parked;

test('puts again what was not processed, and only that', async () => {
  const { keys, requests } = table(({ input }, attempt) => ({
    UnprocessedItems: attempt === 1 ? { parked: writesOf(input).slice(1) } : {},
  }));

  const safe = await keys.put([parked(1), parked(2), parked(3)]);

  expect(safe.size).toBe(3);
  expect(requests.map(({ input }) => writesOf(input).map(({ PutRequest }) => PutRequest.Item.id.S))).toEqual([
    ['shelves-v1/S:1', 'shelves-v1/S:2', 'shelves-v1/S:3'],
    ['shelves-v1/S:2', 'shelves-v1/S:3'],
  ]);
});

test('counts as safe only what was processed before time was up', async () => {
  let leftMs = 5_000;
  const { keys } = table(
    ({ input }) => {
      leftMs = 0;
      return { UnprocessedItems: { parked: writesOf(input).slice(0, 1) } };
    },
    () => leftMs,
  );
  const all = [parked(1), parked(2)];

  expect(await keys.put(all)).toEqual(new Set([all[1]]));
});

test('sends no more than 25 rows at a time', async () => {
  const { keys, requests } = table(() => ({}));

  await keys.put(Array.from({ length: 60 }, (_, n) => parked(n)));

  expect(requests.map(({ input }) => writesOf(input).length).sort()).toEqual([10, 25, 25]);
});

test.each([
  toSdkError('ProvisionedThroughputExceededException', { $fault: 'client' }),
  toSdkError('InternalServerError', { $fault: 'server' }),
  toSdkError('TimeoutError'),
])('leaves open what %s kept from it', async (error) => {
  const { keys } = table(() => error);

  expect((await keys.put([parked(1)])).size).toBe(0);
  expect(await keys.find([parked(1)])).toBeUndefined();
  expect(await keys.remove(parked(1))).toBe(false);
  expect(await keys.list(undefined)).toBeUndefined();
});

test('throws what no retry mends', async () => {
  const { keys } = table(() => toSdkError('AccessDeniedException', { $fault: 'client' }));

  await expect(keys.put([parked(1)])).rejects.toMatchObject({ code: 'table.write-refused' });
  await expect(keys.remove(parked(1))).rejects.toMatchObject({ code: 'table.write-refused' });
  await expect(keys.find([parked(1)])).rejects.toMatchObject({ code: 'table.read-refused' });
});

test('asks once for any number of places, and by consistent read', async () => {
  const { keys, requests } = table(() => ({ Items: [] }));

  expect(await keys.find(Array.from({ length: 1_000 }, (_, n) => parked(n)))).toEqual([]);
  expect(requests).toMatchObject([{ command: 'ScanCommand', input: { ConsistentRead: true } }]);
});

test('does not know what is parked when one of many places could not be read', async () => {
  let leftMs = 5_000;
  const { keys } = table(
    ({ command, input }) => {
      if (command === 'ScanCommand') return { Items: [], LastEvaluatedKey: { id: { S: 'x' } } };
      leftMs = 0;
      return { Responses: { parked: [] }, UnprocessedKeys: input.RequestItems };
    },
    () => leftMs,
  );

  expect(await keys.find([parked(1), parked(2)])).toBeUndefined();
});
