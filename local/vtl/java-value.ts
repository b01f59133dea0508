/**
 * The values that a template computes with, kept apart as the Java types behind API Gateway's engine keep them:
 * String → string, Boolean → boolean, Integer → number, Long → bigint; every other type is tagged by its `kind`.
 */
export type JavaValue =
  | null
  | string
  | boolean
  | number
  | bigint
  | JavaDecimal
  | JavaBigInteger
  | JavaCharacter
  | JavaList
  | JavaMap
  | JavaBlock
  | JavaObject;

/** A Double, or the BigDecimal that json-smart makes of a long fraction; `text` is what Java prints for it. */
export interface JavaDecimal {
  readonly kind: 'double' | 'bigDecimal';
  readonly value: number;
  readonly text: string;
}

export interface JavaBigInteger {
  readonly kind: 'bigInteger';
  readonly value: bigint;
}

export interface JavaCharacter {
  readonly kind: 'character';
  readonly value: string;
}

/**
 * `jsonArray` came out of a JSON text and prints as JSON; `arrayList` was made by the template and prints as `[a, b]`;
 * `array` is what `split` answers: of a fixed length; `collection` is a map's `keySet` and the like: no indexes.
 */
export interface JavaList {
  readonly kind: 'list';
  readonly type: 'jsonArray' | 'arrayList' | 'array' | 'collection';
  readonly items: JavaValue[];
  /** The map that a `collection` belongs to. */
  readonly owner?: JavaMap;
}

/** Keeps the order of insertion, as every map does that the engine makes. */
export interface JavaMap {
  readonly kind: 'map';
  readonly entries: Map<JavaValue, JavaValue>;
  /** Sees each entry before it is put, and may refuse it by throwing. */
  readonly beforePut?: (key: JavaValue, value: JavaValue) => void;
}

/** What `#define` makes: it renders where it is printed. */
export interface JavaBlock {
  readonly kind: 'block';
  /** Renders into the running text; false, and nothing, when the block prints itself too often. */
  write(): boolean;
  /** Renders apart; null when the block prints itself too often. */
  print(): string | null;
}

/** Anything with behaviour of its own: `$input`, `$util`, `$foreach`, an entry of a map. */
export interface JavaObject {
  readonly kind: 'object';
  /** Undefined: no such property. */
  get(property: string): JavaValue | undefined;
  /** False: no such property. */
  set?(property: string, value: JavaValue): boolean;
  /** Undefined: no such method. */
  call(method: string, args: readonly JavaValue[]): JavaValue | undefined;
  print(): string;
}

export const listOf = (items: JavaValue[], type: JavaList['type'] = 'arrayList'): JavaList => ({
  kind: 'list',
  type,
  items,
});

export const mapOf = (entries: Map<JavaValue, JavaValue> = new Map()): JavaMap => ({ kind: 'map', entries });
