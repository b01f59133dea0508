import type { BatchSums } from './batch-log.ts';
import type { Judgement } from './judge.ts';

/** What one fault came to. */
export interface Row extends Judgement {
  readonly name: string;
  readonly did: string;
  /** Acknowledged by the API. */
  readonly writes: number;
  readonly sums: BatchSums;
  /** All in all, the looking at it included. */
  readonly seconds: number;
}
