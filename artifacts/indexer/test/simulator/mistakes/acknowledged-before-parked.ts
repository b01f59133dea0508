import { withHanded } from './with-handed.ts';

/** The dead-letter write is sent off, and nobody waits for its answer. */
export const acknowledgedBeforeParked = withHanded((handed) => ({
  ...handed,
  parkedKeys: {
    ...handed.parkedKeys,
    put: async (keys) => {
      void handed.parkedKeys.put(keys);
      return new Set(keys);
    },
  },
}));
