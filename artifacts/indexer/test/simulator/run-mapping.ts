import type { Clock } from './create-clock.ts';
import type { Faults } from './create-network.ts';
import type { Random } from './create-random.ts';

/** How one shard of a stream is brought to a function, as Lambda's event-source mapping does. */
export interface MappingOptions<Record> {
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: () => Faults;
  readonly maxBatch: number;
  /** Grows while it is read. */
  readonly records: readonly Record[];
  readonly invoke: (batch: readonly Record[], isDuplicate: boolean) => Promise<Delivered>;
  /** Told of what the mapping will not deliver again by itself, and of when its invocation began. */
  readonly acknowledged: (done: readonly Record[], startedAtMs: number) => void;
  /** Resolves when invocations may begin. */
  readonly mayBegin: () => Promise<void>;
  /** Told of what is put aside for good. */
  readonly gaveUp: (batch: readonly Record[]) => void;
  /** Told of what nothing explains. */
  readonly failed: (error: unknown) => void;
}

/** How many records, from the first, are done; none of a batch that failed as a whole. */
export interface Delivered {
  readonly done: number;
  readonly startedAtMs: number;
  readonly isFailed: boolean;
}

export interface Mapping {
  /** There are new records. */
  readonly wake: () => void;
  readonly isDone: () => boolean;
  readonly position: () => number;
  readonly isAcknowledged: (position: number) => boolean;
  readonly deliveries: () => number;
  /** Duplicates that are still to come. */
  readonly strays: () => number;
}

/**
 * A duplicate comes within the time that an invocation may last, or not at all: it is a request that somebody repeated. A
 * rebuild waits for longer than that, as its new index knows nothing of what was deleted before.
 */
const maxStrayMs = 60_000;
const maxBackoffMs = 2_000;

export function createMapping<Record>(options: MappingOptions<Record>): Mapping {
  const { clock, random, faults, maxBatch, records, invoke, acknowledged, mayBegin, gaveUp, failed } = options;
  const aside = new Set<number>();
  let position = 0;
  let furthest = 0;
  let deliveries = 0;
  let strays = 0;
  let isRunning = false;

  const deliverAgain = (batch: readonly Record[]): void => {
    strays += 1;
    clock.after(random.upTo(maxStrayMs), () => {
      strays -= 1;
      invoke(batch, true).then(({ done, startedAtMs }) => acknowledged(batch.slice(0, done), startedAtMs), failed);
    });
  };
  const run = async (): Promise<void> => {
    while (position < records.length) {
      await mayBegin();
      const start = position;
      const batch = records.slice(start, start + 1 + random.upTo(maxBatch - 1));
      deliveries += 1;
      const { done, startedAtMs, isFailed } = await invoke(batch, false);
      acknowledged(batch.slice(0, done), startedAtMs);
      position = start + done;
      if (isFailed && random.chance(faults().givenUp)) {
        gaveUp(batch);
        for (const [i] of batch.entries()) aside.add(start + i);
        position = start + batch.length;
      }
      furthest = Math.max(furthest, position);
      if (random.chance(faults().stray)) deliverAgain(batch);
      if (random.chance(faults().rewound)) position = Math.max(0, position - 1 - random.upTo(maxBatch));
      if (done < batch.length) await clock.sleep(random.upTo(maxBackoffMs));
    }
    isRunning = false;
  };
  return {
    wake: () => {
      if (isRunning) return;
      isRunning = true;
      clock.after(1 + random.upTo(500), () => void run().catch(failed));
    },
    position: () => position,
    isDone: () => position >= records.length,
    isAcknowledged: (at) => at < furthest && !aside.has(at),
    deliveries: () => deliveries,
    strays: () => strays,
  };
}
