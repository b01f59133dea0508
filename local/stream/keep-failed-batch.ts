import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DiscardCondition, Segment } from './next-step.ts';
import type { PendingRecord } from './to-pending-record.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** A batch that is given up, and all that its file says of it. */
export interface FailedBatch {
  readonly discarded: Segment;
  readonly condition: DiscardCondition;
  /** Whether the last invocation ended in an error, and not in an answer that named failed records. */
  readonly isFunctionError: boolean;
  readonly shardId: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly discardedMs: number;
}

/** The on-failure destination. Resolves when the batch is kept for good; as long as it is not, it may not be given up. */
export type KeepFailedBatch = (batch: FailedBatch) => Promise<void>;

/** A folder as on-failure destination: one file per batch, of the form that Lambda writes to a bucket. */
export function createFailedBatchFolder(folder: string): KeepFailedBatch {
  return (batch) => {
    const time = new Date(batch.discardedMs).toISOString().slice(0, 19).replaceAll(':', '.');
    const file = join(folder, `${time}-${randomUUID()}.json`);
    return writeFileDurably(file, `${JSON.stringify(toFailedInvocation(batch, randomUUID()), null, 2)}\n`);
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html: the metadata, and the whole event as text. */
export function toFailedInvocation(batch: FailedBatch, requestId: string): object {
  const { discarded, condition, isFunctionError } = batch;
  return {
    requestContext: {
      requestId,
      functionArn: batch.functionArn,
      condition,
      approximateInvokeCount: discarded.invocations,
    },
    ...(discarded.invocations > 0 && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(isFunctionError && { functionError: 'Unhandled' }),
      },
    }),
    version: '1.0',
    timestamp: new Date(batch.discardedMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId: batch.shardId,
      startSequenceNumber: discarded.records.at(0)?.sequenceNumber,
      endSequenceNumber: discarded.records.at(-1)?.sequenceNumber,
      approximateArrivalOfFirstRecord: toArrival(discarded.records.at(0)),
      approximateArrivalOfLastRecord: toArrival(discarded.records.at(-1)),
      batchSize: discarded.records.length,
      streamArn: batch.streamArn,
    },
    payload: JSON.stringify({ Records: discarded.records.map(({ record }) => record) }),
  };
}

const toArrival = (pending: PendingRecord | undefined) =>
  pending && `${new Date(pending.record.dynamodb.ApproximateCreationDateTime * 1_000).toISOString().slice(0, 19)}Z`;
