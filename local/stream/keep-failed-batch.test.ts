import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { pendingRecords, streamArn } from './fixtures/pending-records.ts';
import { createFailedBatchFolder, type FailedBatch, toFailedInvocation } from './keep-failed-batch.ts';

const batch: FailedBatch = {
  discarded: { records: pendingRecords(3, 4), retries: 2, invocations: 3 },
  condition: 'RetryAttemptsExhausted',
  isFunctionError: true,
  shardId: 'shardId-00000001767268800000-2f3341db',
  streamArn,
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:indexer',
  discardedMs: Date.UTC(2026, 0, 1, 12, 30, 5, 250),
};

test('describes a given-up batch as Lambda does in a bucket, with the whole event as text', () => {
  const { payload, ...metadata } = toFailedInvocation(batch, 'request-1') as { payload: string };

  expect(metadata).toEqual({
    requestContext: {
      requestId: 'request-1',
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:indexer',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 3,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-01-01T12:30:05.250Z',
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000001767268800000-2f3341db',
      startSequenceNumber: '000000000000000000003',
      endSequenceNumber: '000000000000000000004',
      approximateArrivalOfFirstRecord: '2026-01-01T12:00:05Z',
      approximateArrivalOfLastRecord: '2026-01-01T12:00:05Z',
      batchSize: 2,
      streamArn,
    },
  });
  expect(JSON.parse(payload)).toEqual({ Records: batch.discarded.records.map(({ record }) => record) });
});

test('names no function error when the function reported the failure, and no response when it was never invoked', () => {
  const reported = toFailedInvocation({ ...batch, isFunctionError: false }, 'request-1');
  const expired = toFailedInvocation(
    { ...batch, condition: 'RecordAgeExceeded', discarded: { ...batch.discarded, invocations: 0 } },
    'request-1',
  );

  expect(reported).toHaveProperty('responseContext', { statusCode: 200, executedVersion: '$LATEST' });
  expect(expired).not.toHaveProperty('responseContext');
});

test('keeps each batch in a file of its own in a folder that it makes', async () => {
  const root = await mkdtemp(join(tmpdir(), 'millrace-failed-'));
  const keep = createFailedBatchFolder(join(root, 'failed-invocations'));

  await Promise.all([keep(batch), keep(batch)]);

  const names = await readdir(join(root, 'failed-invocations'));
  const [first = ''] = names;
  expect(names).toHaveLength(2);
  expect(first).toMatch(/^2026-01-01T12\.30\.05-[0-9a-f-]{36}\.json$/);
  const text = await readFile(join(root, 'failed-invocations', first), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: '1.0', DDBStreamBatchInfo: { batchSize: 2 } });
  await rm(root, { recursive: true });
});
