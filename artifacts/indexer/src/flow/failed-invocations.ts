import type { Malformed } from '../core/attribute-value.ts';

export interface FailedInvocationsPage {
  readonly names: readonly string[];
  /** Whether there are names behind the last of these. */
  readonly hasMore: boolean;
}

/**
 * The on-failure destination of the stream's mapping: one document for each invocation that Lambda gave up on. Each method
 * throws `invocations.refused` where no retry helps.
 */
export interface FailedInvocations {
  /** The names behind this one, always in the same order; undefined when they could not be listed now. */
  readonly list: (after: string | undefined) => Promise<FailedInvocationsPage | undefined>;
  /** The text of one. `absent` when somebody has removed it, `unknown` when it could not be read now. */
  readonly read: (name: string) => Promise<{ readonly text: string } | Malformed | 'absent' | 'unknown'>;
  /** Forgets one, as all of it is done. False when that could not be done now. */
  readonly remove: (name: string) => Promise<boolean>;
}
