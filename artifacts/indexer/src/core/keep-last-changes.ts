import { type Change, toPlace } from './change.ts';
import { joinsSame } from './find-joined.ts';

/**
 * The last change of each place, in stream order, and what is to be written for it. The earlier ones need no write: the
 * last shows what they did, too. After an unordered one, or one that was built from other items, it is unordered itself; and
 * foreign when its version is not above that of the one before: a key that was deleted, and put again by somebody who
 * knows nothing of versions.
 */
export function keepLastChanges(changes: readonly Change[]): ReadonlyMap<Change, Change> {
  const last = new Map<string, { readonly change: Change; readonly written: Change }>();
  for (const change of changes) {
    const place = toPlace(change);
    const before = last.get(place)?.written;
    // Deleted first, so that the map's order is that of the changes that stay.
    if (before) last.delete(place);
    const written = before ? placeBehind(before, change) : change;
    last.set(place, { change, written });
  }
  return new Map([...last.values()].map(({ change, written }) => [change, written]));
}

function placeBehind(before: Change, change: Change): Change {
  const { entity, item, source } = change;
  // What is asked of the table has no version yet.
  if (source === 'stream' && before.source === 'stream' && change.version <= before.version)
    return { ...change, isForeign: true, isUnordered: true };
  const joinsOthers = before.item !== undefined && item !== undefined && !joinsSame(entity, before.item, item);
  return before.isUnordered || joinsOthers ? { ...change, isUnordered: true } : change;
}
