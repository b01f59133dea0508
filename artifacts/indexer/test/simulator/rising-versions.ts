import type { Item } from '../../src/core/attribute-value.ts';
import { typeOf } from './expected-document.ts';

/** One state of an item: the number of the change that made it, and what it was then. */
export interface State {
  readonly number: number;
  readonly item: Item | undefined;
}

/** Whether each state has a higher version than the one before, a delete one more, and all are of one kind. */
export function hasRisingVersions(states: readonly State[]): boolean {
  let last = -1n;
  if (new Set(states.flatMap(({ item }) => typeOf(item) ?? [])).size > 1) return false;
  for (const { item } of states.slice(1)) {
    const version = item?.version;
    if (!item) {
      last += 1n;
      continue;
    }
    if (!version || !('N' in version) || BigInt(version.N) <= last) return false;
    last = BigInt(version.N);
  }
  return true;
}
