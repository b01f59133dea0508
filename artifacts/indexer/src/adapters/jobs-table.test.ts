import { expect, test } from '@jest/globals';
import { answerAsDynamoDb, toSdkError } from '../../test/fixtures/answer-as-dynamodb.ts';
import type { Job } from '../flow/jobs.ts';
import { createJobs, createRebuildStates } from './jobs-table.ts';

const job: Job = {
  index: 'shelves',
  by: 'roomId',
  value: '7',
  keyNames: ['id'],
  version: 1n,
  isUnordered: false,
  cursor: undefined,
  revision: 'one',
};
const connect = (answer: Parameters<typeof answerAsDynamoDb>[0]) => {
  const options = { client: answerAsDynamoDb(answer).client, tableName: 'jobs', timeoutMs: () => 5_000 };
  return { jobs: createJobs(options), states: createRebuildStates(options) };
};
const refused = (present: object | undefined) =>
  toSdkError('ConditionalCheckFailedException', { $fault: 'client', ...(present && { Item: present }) });
/** The client sends a write again whose answer was lost: its condition no longer holds, because of itself. */
const asIfRepeated = ({ input }: { readonly input: Readonly<Record<string, unknown>> }) =>
  refused(input.Item as object);

test('knows its own write again when the answer to it was lost', async () => {
  const { jobs, states } = connect(asIfRepeated);

  expect(await jobs.advance(job, 'next')).toMatchObject({ cursor: 'next', revision: expect.any(String) });
  expect(await states.put('{}', undefined)).toMatchObject({ state: '{}', revision: expect.any(String) });
});

test.each([{ revision: { S: 'two' } }, {}, undefined])(
  'takes a row of somebody else (%j), or none, for changed',
  async (row) => {
    const { jobs, states } = connect(() => refused(row));

    expect(await jobs.advance(job, 'next')).toBe('changed');
    expect(await states.put('{}', 'one')).toBe('changed');
  },
);

test.each([toSdkError('ThrottlingException', { $fault: 'client' }), toSdkError('TimeoutError')])(
  'does not know what became of a request after %s',
  async (error) => {
    const { jobs, states } = connect(() => error);

    expect((await jobs.put([job])).size).toBe(0);
    expect(await jobs.get(job)).toBe('unknown');
    expect(await jobs.advance(job, 'next')).toBe('unknown');
    expect(await jobs.finish(job)).toBe('unknown');
    expect(await states.get()).toBe('unknown');
    expect(await states.put('{}', 'one')).toBe('unknown');
    expect(await states.remove('one')).toBe('unknown');
  },
);

test('throws what no retry mends', async () => {
  const { jobs, states } = connect(() => toSdkError('AccessDeniedException', { $fault: 'client' }));

  await expect(jobs.put([job])).rejects.toMatchObject({ code: 'table.write-refused' });
  await expect(jobs.get(job)).rejects.toMatchObject({ code: 'table.read-refused' });
  await expect(jobs.finish(job)).rejects.toMatchObject({ code: 'table.write-refused' });
  await expect(states.put('{}', 'one')).rejects.toMatchObject({ code: 'table.write-refused' });
});
