import type { Item, Key } from '../core/attribute-value.ts';

export interface TablePage {
  readonly items: readonly Item[];
  /** When the read was begun, epoch milliseconds: no item of the page is older than that. */
  readonly readAtMs: number;
  /** Where the next page of this segment begins; undefined when this is the last. */
  readonly nextKey: Key | undefined;
}

export interface TableSegment {
  /** 0 to `segments` − 1. */
  readonly segment: number;
  readonly segments: number;
  readonly startKey: Key | undefined;
  readonly limit: number;
}

/** One page of a parallel scan, by consistent read; undefined when it could not be had. */
export type ScanTable = (segment: TableSegment) => Promise<TablePage | undefined>;
