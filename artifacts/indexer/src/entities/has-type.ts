import { getString, type Item } from '../core/attribute-value.ts';

/** Claims the items whose `type` is this one: how all entities of the library tell theirs. */
export function hasType(type: string): (item: Item) => boolean {
  return (item) => getString(item, 'type') === type;
}
