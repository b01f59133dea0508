import type { ParkedKey, ParkedKeys, ParkedPlace } from '../../../src/flow/parked-keys.ts';

export interface ParkedTable extends ParkedKeys {
  readonly rows: ReadonlyMap<string, ParkedKey>;
}

/** Few, so that there is more than one page. */
const pageSize = 2;

/** The table `parked`, in memory. */
export function createParkedTable(): ParkedTable {
  const rows = new Map<string, ParkedKey>();
  return {
    rows,
    put: async (keys) => {
      for (const key of keys) rows.set(toRowId(key), key);
      return new Set(keys);
    },
    find: async (places) => [...new Set(places.map(toRowId))].flatMap((id) => rows.get(id) ?? []),
    remove: async (key) => {
      const row = rows.get(toRowId(key));
      if (row && isSame(row, key)) rows.delete(toRowId(key));
      return true;
    },
    list: async (from = '') => {
      const ids = [...rows.keys()].filter((id) => id > from).sort();
      const page = ids.slice(0, pageSize);
      return { keys: page.flatMap((id) => rows.get(id) ?? []), next: ids.length > pageSize ? page.at(-1) : undefined };
    },
  };
}

export function toRowId({ index, documentId }: ParkedPlace): string {
  return `${index}/${documentId}`;
}

function isSame(a: ParkedKey, b: ParkedKey): boolean {
  return a.parkedAtMs === b.parkedAtMs && a.version === b.version && a.reason === b.reason;
}
