import { toBatchResponse } from '../../src/core/to-batch-response.ts';
import { entities } from '../../src/entities/registry.ts';
import { indexBatch } from '../../src/flow/index-batch.ts';
import type { WriteDependencies } from '../../src/flow/write-dependencies.ts';

/** How one shard is cut into batches. */
export interface Delivery {
  readonly size: number;
  /** How many records before it are delivered once more, with it. */
  readonly again: number;
  /** How many records before those are delivered once more, alone and afterwards: a batch that came twice. */
  readonly stray: number;
}

export interface Shard {
  /** Grows while it is read. */
  readonly records: () => readonly object[];
  readonly deliveries: readonly Delivery[];
  /** Resolves when it is worth looking again, with false when nothing more will come. */
  readonly waitForMore: () => Promise<boolean>;
}

/**
 * Reads one shard to its end as Lambda does: in order, from the reported failure onwards, a batch that throws again. When
 * the deliveries are used up the rest comes in one piece.
 */
export async function runStream(
  { records, deliveries, waitForMore }: Shard,
  dependencies: WriteDependencies,
): Promise<void> {
  const queue = [...deliveries];
  let position = 0;
  for (let attempt = 0; attempt < 1_000; attempt++) {
    const all = records();
    if (position >= all.length) {
      if (await waitForMore()) continue;
      // What came while this was waiting is still to be read.
      if (position >= records().length) return;
    }
    const { size, again, stray } = queue.shift() ?? { size: all.length, again: 0, stray: 0 };
    const start = Math.max(0, position - again);
    const batch = all.slice(start, position + size);
    const failedAt = await deliver(batch, dependencies);
    const reached = start + (failedAt ?? batch.length);
    // A repeated delivery that fails early does not take back what was acknowledged before.
    position = Math.max(position, reached);
    const strayEnd = Math.max(0, position - again);
    if (stray > 0) await deliver(all.slice(Math.max(0, strayEnd - stray), strayEnd), dependencies);
  }
  throw new Error('Expected the shard to be read within 1,000 deliveries, got no end.');
}

/** Where in the batch the first failure was reported; undefined when there is none. */
async function deliver(batch: readonly object[], dependencies: WriteDependencies): Promise<number | undefined> {
  try {
    const { verdicts } = await indexBatch({ Records: batch }, entities, dependencies);
    const failed = toBatchResponse(verdicts).batchItemFailures[0]?.itemIdentifier;
    return failed === undefined ? undefined : verdicts.findIndex(({ sequenceNumber }) => sequenceNumber === failed);
  } catch {
    return 0;
  }
}
