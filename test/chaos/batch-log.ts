import { followLog } from '../../local/stack/follow-log.ts';

/** What the indexer's lines add up to. */
export interface BatchSums {
  readonly batches: number;
  /** Deliveries after which some or all of the records had to be delivered again. */
  readonly redelivered: number;
  readonly records: number;
  readonly applied: number;
  readonly repaired: number;
  readonly superseded: number;
  readonly parked: number;
  readonly reported: number;
  readonly retried: number;
  /** The longest invocation. */
  readonly milliseconds: number;
}

export interface BatchLog {
  /** Reads what is there by now: a part that is started again begins its log anew. */
  readonly read: () => void;
  /** Sums since the last `take`. */
  readonly peek: () => BatchSums;
  /** The same, and begins anew. */
  readonly take: () => BatchSums;
  readonly close: () => void;
}

export const none: BatchSums = {
  ...{ batches: 0, redelivered: 0, records: 0, applied: 0, repaired: 0 },
  ...{ superseded: 0, parked: 0, reported: 0, retried: 0, milliseconds: 0 },
};
const pollMs = 250;

/** Follows the stream's log; begin before there is one. */
export function openBatchLog(path: string): BatchLog {
  const follower = followLog(path, 0);
  let sums = none;
  const read = () => {
    for (const line of follower.poll()) sums = addLine(sums, line);
  };
  const peek = () => {
    read();
    return sums;
  };
  read();
  const timer = setInterval(read, pollMs);
  return {
    read,
    peek,
    take: () => {
      const taken = peek();
      sums = none;
      return taken;
    },
    close: () => clearInterval(timer),
  };
}

/** Lines that are neither the indexer's nor the mapping's change nothing. */
export function addLine(sums: BatchSums, line: string): BatchSums {
  const fields = parseLine(line);
  if (fields.msg !== 'batch') return sums;
  // The mapping also hears of a function that has died, which says no more itself.
  if (fields.outcome === 'retry' || fields.outcome === 'partly-done')
    return { ...sums, redelivered: sums.redelivered + 1 };
  if (typeof fields.applied !== 'number') return sums;
  const add = (name: keyof BatchSums): number => sums[name] + (typeof fields[name] === 'number' ? fields[name] : 0);
  return {
    batches: sums.batches + 1,
    redelivered: sums.redelivered,
    records: add('records'),
    applied: add('applied'),
    repaired: add('repaired'),
    superseded: add('superseded'),
    parked: add('parked'),
    reported: add('reported'),
    retried: add('retried'),
    milliseconds: Math.max(sums.milliseconds, Number(fields.milliseconds ?? 0)),
  };
}

function parseLine(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
