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
export function findReaches(joined: Entity, images: Images, entities: readonly Entity[]): readonly Reach[] {
  return entities.flatMap((entity) =>
    entity.joins
      .filter((join) => join.entity === joined.name)
      .filter((join) => Object.values(join.fields).some((name) => isChanged(name, images)))
      .flatMap((join) => {
        const value = join.fromKey(images.key);
        return value === undefined ? [] : [{ entity, join, value }];
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
