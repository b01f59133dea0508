/** What the API has acknowledged, and so has to be there whatever happens. */
export interface Ledger {
  /** The writer of a place (`books/<id>`) heard that it is at this version now, or absent. */
  readonly note: (place: string, state: number | 'absent') => void;
  /** A write was not acknowledged; nobody knows what became of its place. */
  readonly refuse: (place: string, reason: string) => void;
  readonly acknowledged: () => number;
  readonly refusals: () => readonly string[];
  readonly places: () => ReadonlyMap<string, number | 'absent'>;
}

export function createLedger(): Ledger {
  const places = new Map<string, number | 'absent'>();
  const refusals: string[] = [];
  let acknowledged = 0;
  return {
    note: (place, state) => {
      acknowledged += 1;
      places.set(place, state);
    },
    refuse: (place, reason) => {
      refusals.push(`${place}: ${reason}`);
      places.delete(place);
    },
    acknowledged: () => acknowledged,
    refusals: () => refusals,
    places: () => places,
  };
}
