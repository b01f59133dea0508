import { expect, test } from '@jest/globals';
import { answerAsDynamoDb, toSdkError } from '../../test/fixtures/answer-as-dynamodb.ts';
import { type CountRowsOptions, createCountRows } from './count-rows.ts';

const table = (answer: Parameters<typeof answerAsDynamoDb>[0], more: Partial<CountRowsOptions> = {}) => {
  const { client, requests } = answerAsDynamoDb(answer);
  const count = createCountRows({ client, tableName: 'parked', timeoutMs: () => 5_000, maxPages: 10, ...more });
  return { count, requests };
};
const next = { LastEvaluatedKey: { id: { S: 'a' } } };

test('adds up the pages, each behind the last', async () => {
  const { count, requests } = table((_, page) => (page < 3 ? { Count: 1_000, ...next } : { Count: 7 }));

  expect(await count()).toEqual({ count: 2_007, isAtLeast: false });
  expect(requests.map(({ input }) => input.ExclusiveStartKey)).toEqual([
    undefined,
    { id: { S: 'a' } },
    { id: { S: 'a' } },
  ]);
  for (const { input } of requests) expect(input).toMatchObject({ TableName: 'parked', Select: 'COUNT', Limit: 1_000 });
});

test.each([1, 10])('stops after %i pages where it is told to, and says that there are more', async (maxPages) => {
  const { count, requests } = table(() => ({ Count: 1_000, ...next }), { maxPages });

  expect(await count()).toEqual({ count: maxPages * 1_000, isAtLeast: true });
  expect(requests).toHaveLength(maxPages);
});

test('leaves one row out where it is told to', async () => {
  const { count, requests } = table(() => ({ Count: 0, ScannedCount: 1 }), { exceptId: 'rebuild' });

  expect(await count()).toEqual({ count: 0, isAtLeast: false });
  expect(requests[0]?.input).toMatchObject({
    FilterExpression: 'id <> :except',
    ExpressionAttributeValues: { ':except': { S: 'rebuild' } },
  });
});

test('knows nothing of a table that is throttled', async () => {
  const { count } = table((_, page) =>
    page === 1 ? { Count: 1_000, ...next } : toSdkError('ThrottlingException', { $fault: 'client' }),
  );

  expect(await count()).toBeUndefined();
});

test('throws where the table may not be read', async () => {
  const { count } = table(() => toSdkError('AccessDeniedException', { $fault: 'client' }));

  await expect(count()).rejects.toMatchObject({ code: 'table.read-refused' });
});
