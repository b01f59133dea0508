import { type Change, toPlace } from './change.ts';

/** The last change of each place, in stream order. The earlier ones need no write: the last shows what they did, too. */
export function keepLastChanges(changes: readonly Change[]): readonly Change[] {
  const last = new Map<string, Change>();
  for (const change of changes) {
    const place = toPlace(change);
    // Deleted first, so that the map's order is that of the changes that stay.
    last.delete(place);
    last.set(place, change);
  }
  return [...last.values()];
}
