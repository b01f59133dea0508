import { getString, type Item, isMalformed, type Key } from './attribute-value.ts';
import { encodeDocumentId } from './encode-document-id.ts';
import type { Entity } from './entity.ts';

export interface Reference {
  readonly id: string;
  readonly key: Key;
}

/** The items that the document of `item` takes fields from, join by join; undefined where there can be none. */
export function findJoined(entity: Entity, item: Item | undefined): readonly (Reference | undefined)[] {
  return entity.joins.map((join) => {
    const value = item && getString(item, join.by);
    const key = value === undefined ? undefined : join.toKey(value);
    if (key === undefined) return undefined;
    const id = encodeDocumentId(key);
    return isMalformed(id) ? undefined : { id, key };
  });
}

/** Whether the documents of two images are built from the same items: only then do sums of versions put them in order. */
export function joinsSame(entity: Entity, before: Item, after: Item): boolean {
  return entity.joins.every((join) => getString(before, join.by) === getString(after, join.by));
}
