import { toPlace } from '../../../src/core/change.ts';
import type { Deletion, FindDeletions, PutDeletions } from '../../../src/flow/deletions.ts';

export interface DeletionsTable {
  /** The last version that was deleted, by place. */
  readonly rows: ReadonlyMap<string, bigint>;
  readonly put: PutDeletions;
  readonly find: FindDeletions;
}

/** The table `deletions`, in memory. `kept` is told of every row. */
export function createDeletionsTable(kept: (deletion: Deletion) => void = () => {}): DeletionsTable {
  const rows = new Map<string, bigint>();
  return {
    rows,
    put: async (deletions) => {
      for (const deletion of deletions) {
        rows.set(toPlace(deletion), deletion.version);
        kept(deletion);
      }
      return new Set(deletions);
    },
    find: async (places) =>
      new Map(
        places.flatMap((place) => {
          const version = rows.get(toPlace(place));
          return version === undefined ? [] : [[toPlace(place), version] as const];
        }),
      ),
  };
}
