import type { Entity } from '../entity.ts';

/** A field that a search may name. */
export interface FieldInfo {
  readonly name: string;
  readonly kind: 'keyword' | 'text' | 'number' | 'date';
  /** The field in the mapping with its exact values: itself, or its `.keyword`. Undefined: text that is only searched in. */
  readonly exact: string | undefined;
  /** The field in the mapping with the values letter for letter, where `exact` holds them folded. */
  readonly literal: string | undefined;
  /** `exact` holds the values without case and accents. */
  readonly isFolded: boolean;
  /** The analyzer of the values, where that of the words to look for is another one. */
  readonly analyzer: string | undefined;
}

/** By name. */
export type FieldMap = ReadonlyMap<string, FieldInfo>;

interface Property {
  readonly type: string;
  readonly analyzer?: string;
  readonly search_analyzer?: string;
  readonly normalizer?: string;
  readonly fields?: Readonly<Record<string, Property>>;
}

const kinds: Readonly<Record<string, FieldInfo['kind']>> = {
  keyword: 'keyword',
  text: 'text',
  date: 'date',
  long: 'number',
  double: 'number',
};

/** What a caller may filter, sort and count by, from the entity's mapping. Fields of other types cannot be named. */
export function describeFields({ definition }: Entity): FieldMap {
  const { properties = {} } = definition.mappings as { readonly properties?: Readonly<Record<string, Property>> };
  const described = Object.entries(properties).flatMap(([name, property]): FieldInfo[] => {
    const kind = kinds[property.type];
    if (kind === undefined) return [];
    return [{ name, kind, ...(kind === 'text' ? describeText(name, property) : { ...plain, exact: name }) }];
  });
  return new Map(described.map((field) => [field.name, field]));
}

const plain = { literal: undefined, isFolded: false, analyzer: undefined };

function describeText(name: string, { analyzer, search_analyzer, fields = {} }: Property) {
  const { keyword, literal } = fields;
  return {
    exact: keyword && `${name}.keyword`,
    literal: literal && `${name}.literal`,
    isFolded: keyword?.normalizer !== undefined,
    analyzer: search_analyzer === undefined ? undefined : analyzer,
  };
}

/** The field in the mapping with the exact values of a field that a request names. */
export function toExact(name: string, fields: FieldMap): string {
  return fields.get(name)?.exact ?? name;
}
