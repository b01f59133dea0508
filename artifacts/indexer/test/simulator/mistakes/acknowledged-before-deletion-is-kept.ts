import { withHanded } from './with-handed.ts';

/** The row of a deletion is sent off, and nobody waits for its answer. */
export const acknowledgedBeforeDeletionIsKept = withHanded((handed) => ({
  ...handed,
  putDeletions: async (deletions) => {
    void handed.putDeletions(deletions);
    return new Set(deletions);
  },
}));
