import type { FindWriteTargets } from './find-write-targets.ts';
import type { ReadItems } from './read-items.ts';
import type { SendRequest } from './send-request.ts';

/** What writing to the read model needs of the outside. */
export interface WriteDependencies {
  readonly readItems: ReadItems;
  readonly send: SendRequest;
  readonly findWriteTargets: FindWriteTargets;
  readonly maxBulkBytes: number;
}
