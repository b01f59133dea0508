import { isDeepStrictEqual } from 'node:util';

export type Document = Readonly<Record<string, unknown>>;

/** Documents by place: `books/<id>`. */
export type Documents = ReadonlyMap<string, Document>;

export interface Losses {
  /** Acknowledged writes that the table or the index does not show, in words. */
  readonly lost: readonly string[];
  /** Places at which the index does not show exactly what the table holds. */
  readonly different: readonly string[];
}

/** Holds what was acknowledged against table and index, and these two against each other. */
export function findLosses(state: {
  readonly acknowledged: ReadonlyMap<string, number | 'absent'>;
  /** The documents that the table's items have to have. */
  readonly table: Documents;
  readonly index: Documents;
}): Losses {
  const { acknowledged, table, index } = state;
  const lost: string[] = [];
  for (const [place, expected] of acknowledged) {
    for (const [where, documents] of Object.entries({ table, index })) {
      const got = documents.get(place)?.version ?? 'absent';
      if (got !== expected) lost.push(`${place}: expected ${expected}, got ${got} in the ${where}`);
    }
  }
  const places = new Set([...table.keys(), ...index.keys()]);
  const different = [...places].filter((place) => !isDeepStrictEqual(table.get(place), index.get(place)));
  return { lost, different };
}
