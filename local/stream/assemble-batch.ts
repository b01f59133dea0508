import { maxPayloadBytes } from '../function/create-function.ts';
import type { PendingRecord } from './to-pending-record.ts';

export interface BatchPlan {
  /** How many of the pending records, from the first, fit into one invocation. */
  readonly count: number;
  /** Whether waiting for more records is of no use. */
  readonly isFull: boolean;
}

const envelopeBytes = Buffer.byteLength('{"Records":[]}');

/**
 * Which of the pending records go into the next invocation: as many as the batch size and Lambda's 6 MB allow. A record
 * that alone is larger goes alone, so that its failure is seen instead of the shard standing still.
 */
export function assembleBatch(pending: readonly Pick<PendingRecord, 'bytes'>[], batchSize: number): BatchPlan {
  let bytes = envelopeBytes;
  let count = 0;
  for (const record of pending) {
    bytes += record.bytes;
    if (count === batchSize || (bytes > maxPayloadBytes && count > 0)) return { count, isFull: true };
    count += 1;
  }
  return { count, isFull: count === batchSize || bytes >= maxPayloadBytes };
}
