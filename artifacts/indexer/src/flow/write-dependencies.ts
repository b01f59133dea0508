import type { FindWriteTargets } from './find-write-targets.ts';
import type { Jobs } from './jobs.ts';
import type { ParkedKeys } from './parked-keys.ts';
import type { ReadItems } from './read-items.ts';
import type { SendRequest } from './send-request.ts';

/** What writing to the read model needs of the outside. */
export interface WriteDependencies {
  readonly readItems: ReadItems;
  readonly send: SendRequest;
  readonly findWriteTargets: FindWriteTargets;
  readonly parkedKeys: ParkedKeys;
  readonly jobs: Jobs;
  /** Waits before the `attempt`-th repetition (1, 2, …) of what failed, with full jitter. False: no time is left for it. */
  readonly pause: (attempt: number) => Promise<boolean>;
  readonly nowMs: () => number;
  readonly maxBulkBytes: number;
  /** Most documents of one join that a batch carries changes into by itself; `maxInline` when absent. */
  readonly maxInline?: number;
}
