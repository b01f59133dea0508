import type { Entity } from '../entity.ts';

/** A search as asked for by HTTP, checked against the mapping of the entity that is searched. */
export interface SearchRequest {
  readonly entity: Entity;
  /** Words that must all occur. Undefined: no words, whatever the filters leave. */
  readonly text: string | undefined;
  /** The condition that a route stands for. No facet counts without it. */
  readonly within: Filter | undefined;
  /** All must hold: the simple parameters, the filter of the body member by member. */
  readonly filters: readonly Filter[];
  /** Public ids, each as its parts in the order of `entity.id`. Undefined: any. */
  readonly ids: readonly (readonly string[])[] | undefined;
  /** Empty: by relevance when there is text, else by id. What of the id is not in here breaks ties. */
  readonly sort: readonly SortKey[];
  /** 1 to 100. */
  readonly limit: number;
  /** The token of the page before, as it was sent. */
  readonly next: string | undefined;
  readonly isStable: boolean;
  /** Names of fields with exact values. */
  readonly facets: readonly string[];
  readonly aggregates: Readonly<Record<string, Aggregate>>;
  readonly hasHighlights: boolean;
  /** What the caller knows to have been written. */
  readonly after: readonly Known[];
  /** How long the answer may wait for `after`. */
  readonly waitMs: number;
}

/** A value as it is compared: text for keywords, a JSON number's or decimal's text for numbers and dates. */
export type Value = string;

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  /** One of the values. */
  | { readonly kind: 'equals'; readonly field: string; readonly values: readonly Value[] }
  | { readonly kind: 'range'; readonly field: string; readonly bounds: Bounds }
  | { readonly kind: 'exists'; readonly field: string }
  | {
      readonly kind: 'pattern';
      readonly syntax: 'wildcard' | 'regexp' | 'prefix';
      readonly field: string;
      readonly pattern: string;
    }
  | {
      readonly kind: 'words';
      readonly how: 'match' | 'phrase' | 'phrasePrefix';
      readonly fields: readonly string[];
      readonly text: string;
    };

export interface Bounds {
  readonly gt?: Value;
  readonly gte?: Value;
  readonly lt?: Value;
  readonly lte?: Value;
}

export interface SortKey {
  readonly field: string;
  readonly order: 'asc' | 'desc';
}

export type Aggregate =
  | { readonly kind: 'terms'; readonly field: string; readonly size: number }
  | { readonly kind: 'avg' | 'min' | 'max' | 'sum' | 'cardinality'; readonly field: string };

/** An item that a caller has seen or written at a version, or deleted at it. */
export interface Known {
  readonly entity: Entity;
  /** The public id, part by part. */
  readonly id: readonly string[];
  readonly version: number;
}

export interface SuggestRequest {
  readonly text: string;
  /** 1 to 20. */
  readonly limit: number;
}

/** What a client is told about its request: the name, what was expected, what came. */
export interface InvalidRequest {
  readonly kind: 'invalid';
  readonly detail: string;
}
