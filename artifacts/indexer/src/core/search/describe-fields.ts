import type { Entity } from '../entity.ts';

/** A field that a search may name. */
export interface FieldInfo {
  readonly name: string;
  readonly kind: 'keyword' | 'text' | 'number' | 'date';
  /** The field in the mapping with its exact values: itself, or its `.keyword`. Undefined: text that is only searched in. */
  readonly exact: string | undefined;
  /** The field in the mapping with the values letter for letter, where `exact` holds them folded. */
  readonly literal: string | undefined;
}

interface Property {
  readonly type: string;
  readonly fields?: Readonly<Record<string, Property>>;
}

const kinds: Readonly<Record<string, FieldInfo['kind']>> = {
  keyword: 'keyword',
  text: 'text',
  date: 'date',
  long: 'number',
  integer: 'number',
  double: 'number',
};

/** What a caller may filter, sort and count by, from the entity's mapping. Fields of other types cannot be named. */
export function describeFields({ definition }: Entity): ReadonlyMap<string, FieldInfo> {
  const { properties = {} } = definition.mappings as { readonly properties?: Readonly<Record<string, Property>> };
  const described = Object.entries(properties).flatMap(([name, property]): FieldInfo[] => {
    const kind = kinds[property.type];
    if (kind === undefined) return [];
    if (kind !== 'text') return [{ name, kind, exact: name, literal: undefined }];
    const { keyword, literal } = property.fields ?? {};
    return [{ name, kind, exact: keyword && `${name}.keyword`, literal: literal && `${name}.literal` }];
  });
  return new Map(described.map((field) => [field.name, field]));
}
