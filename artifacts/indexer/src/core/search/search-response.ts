/** What a search answers; members that are undefined are not in the JSON. */
export interface SearchResponse {
  readonly total: number;
  readonly results: readonly SearchResult[];
  /** Asks for the page after this one; undefined on the last. */
  readonly next?: string | undefined;
  /** The search ran out of time, or a shard did not answer. */
  readonly partial: boolean;
  /** Whether all that `after` named was in what was searched; undefined without `after`. */
  readonly consistent?: boolean | undefined;
  readonly didYouMean?: string | undefined;
  /** The results are of similar spellings. */
  readonly approximate?: true | undefined;
  readonly facets?: Readonly<Record<string, readonly Bucket[]>> | undefined;
  readonly aggregates?: Readonly<Record<string, AggregateResult>> | undefined;
}

export interface SearchResult {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly document: Readonly<Record<string, unknown>>;
  /** By field: passages, each a list of texts of which every second one matched. */
  readonly highlights?: Readonly<Record<string, readonly (readonly string[])[]>> | undefined;
}

export interface Bucket {
  readonly value: string;
  readonly count: number;
}

export interface AggregateResult {
  readonly value?: number | undefined;
  readonly buckets?: readonly Bucket[] | undefined;
}

export interface Suggestion {
  readonly type: string;
  readonly id: string;
  readonly text: string;
}
