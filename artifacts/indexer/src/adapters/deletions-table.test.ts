import { expect, test } from '@jest/globals';
import { answerAsDynamoDb, toSdkError } from '../../test/fixtures/answer-as-dynamodb.ts';
import { author } from '../entities/author.ts';
import { user } from '../entities/user.ts';
import type { Deletion } from '../flow/deletions.ts';
import { createFindDeletions, createPutDeletions } from './deletions-table.ts';

const nowMs = Date.parse('2026-11-21T10:00:00.999Z');
const inAWeek = Date.parse('2026-11-28T10:00:00Z') / 1_000;
const deletion = (n: number, version = 1_700_000_000_000_001n): Deletion => ({
  entity: author,
  documentId: `S:Author:${n}`,
  version,
});
const row = (n: number, version = '1700000000000001') => ({
  id: { S: `authors/S:Author:${n}` },
  version: { N: version },
  expiresAt: { N: String(inAWeek) },
});
const connect = (
  answer: Parameters<typeof answerAsDynamoDb>[0],
  timeoutMs = () => 30_000,
  now: () => number = () => nowMs,
) => {
  const { client, requests } = answerAsDynamoDb(answer);
  const options = { client, tableName: 'deletions', timeoutMs };
  return {
    put: createPutDeletions({ ...options, nowMs: now }),
    find: createFindDeletions(options),
    requests,
  };
};

test('keeps each deletion by its place, with the last version, for a week', async () => {
  const { put, requests } = connect(() => ({}));
  const deletions = [deletion(1), { entity: user, documentId: 'S:User:1', version: 7n }];

  expect(await put(deletions)).toEqual(new Set(deletions));
  expect(requests).toEqual([
    {
      command: 'BatchWriteItemCommand',
      input: {
        RequestItems: {
          deletions: [
            { PutRequest: { Item: row(1) } },
            { PutRequest: { Item: { ...row(1, '7'), id: { S: 'users/S:User:1' } } } },
          ],
        },
      },
    },
  ]);
});

test('counts as kept only what was processed before time was up', async () => {
  let leftMs = 5_000;
  const { put } = connect(
    () => {
      leftMs = 0;
      return { UnprocessedItems: { deletions: [{ PutRequest: { Item: row(1) } }] } };
    },
    () => leftMs,
  );
  const deletions = [deletion(1), deletion(2)];

  expect(await put(deletions)).toEqual(new Set([deletions[1]]));
});

test('gives up after five seconds, as its records hold up all behind them, and begins anew with the next batch', async () => {
  let lateMs = 0;
  const { put, requests } = connect(
    ({ input }) => {
      lateMs += 2_500;
      return { UnprocessedItems: input.RequestItems };
    },
    undefined,
    () => nowMs + lateMs,
  );

  expect(await put([deletion(1)])).toEqual(new Set());
  expect(requests).toHaveLength(2);

  await put([deletion(1)]);
  expect(requests).toHaveLength(4);
});

test('finds the last version that was deleted at each place, by one consistent read', async () => {
  const { find, requests } = connect(() => ({ Responses: { deletions: [row(2, '1700000000000000001')] } }));

  expect(await find([deletion(1), deletion(2), deletion(2)])).toEqual(
    new Map([['authors/S:Author:2', 1_700_000_000_000_000_001n]]),
  );
  expect(requests).toEqual([
    {
      command: 'BatchGetItemCommand',
      input: {
        RequestItems: {
          deletions: { Keys: [1, 2].map((n) => ({ id: { S: `authors/S:Author:${n}` } })), ConsistentRead: true },
        },
      },
    },
  ]);
});

test('asks for no more than a hundred rows at a time', async () => {
  const { find, requests } = connect(() => ({ Responses: {} }));

  await find(Array.from({ length: 250 }, (_, n) => deletion(n)));

  const counts = requests.map(({ input }) => (input.RequestItems as { deletions: { Keys: [] } }).deletions.Keys.length);
  expect(counts).toEqual([100, 100, 50]);
});

test('does not ask again for what one read left open', async () => {
  const { find, requests } = connect(({ input }) => ({ Responses: {}, UnprocessedKeys: input.RequestItems }));

  expect(await find([deletion(1)])).toEqual(new Map());
  expect(requests).toHaveLength(1);
});

test.each([
  toSdkError('ProvisionedThroughputExceededException', { $fault: 'client' }),
  toSdkError('InternalServerError', { $fault: 'server' }),
  toSdkError('TimeoutError'),
])('neither keeps nor finds what %s kept from it', async (error) => {
  const { put, find } = connect(() => error);

  expect(await put([deletion(1)])).toEqual(new Set());
  expect(await find([deletion(1)])).toEqual(new Map());
});

test('throws what no retry mends', async () => {
  const { put, find } = connect(() => toSdkError('AccessDeniedException', { $fault: 'client' }));

  await expect(put([deletion(1)])).rejects.toMatchObject({ code: 'table.write-refused' });
  await expect(find([deletion(1)])).rejects.toMatchObject({ code: 'table.read-refused' });
});
