import type { Entity } from '../core/entity.ts';
import type { ScanTable } from '../flow/scan-table.ts';
import type { WriteDependencies } from '../flow/write-dependencies.ts';

/** What the keeper's tools need of the outside, beside what writing needs. */
export interface KeeperDependencies extends WriteDependencies {
  readonly entities: readonly Entity[];
  /** Names of the table's key attributes. */
  readonly keyNames: readonly string[];
  readonly scanTable: ScanTable;
  /** False when the slice should end: what is begun is finished, nothing new is started. */
  readonly hasTime: () => boolean;
  /** Waits, for no longer than the slice may last. */
  readonly wait: (ms: number) => Promise<void>;
}
