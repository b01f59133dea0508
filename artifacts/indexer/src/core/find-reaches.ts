import { getAttribute, type Item, type Key } from './attribute-value.ts';
import { attributeValueToJson } from './attribute-value-to-json.ts';
import type { Reach } from './change.ts';
import type { Entity } from './entity.ts';

export interface Images {
  readonly key: Key;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** Which documents of other items show something that differs between the two images of `joined`'s item. */
export function findReaches(
  joined: Entity,
  { isUnordered, ...images }: Images & Pick<Reach, 'isUnordered'>,
  entities: readonly Entity[],
): readonly Reach[] {
  const reaches: Reach[] = [];
  for (const entity of entities) {
    for (const join of entity.joins) {
      if (join.entity !== joined.name || !Object.values(join.fields).some((name) => isChanged(name, images))) continue;
      const value = join.fromKey(images.key);
      if (value !== undefined) reaches.push({ entity, join, value, isUnordered });
    }
  }
  return reaches;
}

/** Which documents of other items may show something of the item of this key, whatever has become of it. */
export function findAllReaches(joined: Entity, key: Key, entities: readonly Entity[]): readonly Reach[] {
  return entities.flatMap((entity) =>
    entity.joins.flatMap((join) => {
      const value = join.entity === joined.name ? join.fromKey(key) : undefined;
      return value === undefined ? [] : [{ entity, join, value, isUnordered: false }];
    }),
  );
}

function isChanged(name: string, { before, after }: Images): boolean {
  return toText(before, name) !== toText(after, name);
}

function toText(item: Item | undefined, name: string): string {
  const value = item && getAttribute(item, name);
  return value === undefined ? '' : JSON.stringify(attributeValueToJson(value));
}
