import type { Key } from '../core/attribute-value.ts';

/** One place that cannot be brought up to date, because OpenSearch will never accept what the item shows. */
export interface ParkedKey {
  /** Concrete index; `records` for a stream record without a usable key, whose `documentId` is its sequence number. */
  readonly index: string;
  readonly documentId: string;
  /** Name of the entity; undefined for a record without a usable key. */
  readonly entity: string | undefined;
  readonly key: Key | undefined;
  /** What the item referred to: `{ authorId: '7Zk…' }`. Undefined when that is not known. */
  readonly joined?: Readonly<Record<string, string>> | undefined;
  /** The item's version that was refused; 0 when it has none. */
  readonly version: bigint;
  /** A status and an error type, never data. */
  readonly reason: string;
  /** When it was refused last, epoch milliseconds. */
  readonly parkedAtMs: number;
}

export interface ParkedPage {
  readonly keys: readonly ParkedKey[];
  /** Where the next page begins; undefined when this is the last. Opaque. */
  readonly next: string | undefined;
}

/** The table `parked`: one row for each place. Each method throws `table.…-refused` where no retry helps. */
export interface ParkedKeys {
  /** Keeps them, over what is kept of the same places. Gives back those that are safe. */
  readonly put: (keys: readonly ParkedKey[]) => Promise<ReadonlySet<ParkedKey>>;
  /** What is kept of these places, by a consistent read; undefined when that could not be found out. */
  readonly find: (places: readonly ParkedPlace[]) => Promise<readonly ParkedKey[] | undefined>;
  /** Forgets one, unless it has been parked again since. False when that could not be done. */
  readonly remove: (key: ParkedKey) => Promise<boolean>;
  /** All of them, page by page; undefined when a page could not be read. */
  readonly list: (from: string | undefined) => Promise<ParkedPage | undefined>;
}

export interface ParkedPlace {
  readonly index: string;
  readonly documentId: string;
}

/** Index of the rows that stand for records without a usable key. */
export const recordsIndex = 'records';
