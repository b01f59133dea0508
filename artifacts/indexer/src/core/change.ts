import type { Item, Key } from './attribute-value.ts';
import type { Entity, Join } from './entity.ts';

/** What became of one item. */
export type Change = Upsert | Delete;

export interface Upsert extends Common {
  readonly kind: 'upsert';
  /** The new image. */
  readonly item: Item;
}

export interface Delete extends Common {
  readonly kind: 'delete';
  /** The last image; undefined when the item was found absent. */
  readonly item: Item | undefined;
}

interface Common extends Place {
  readonly key: Key;
  /** The item's own version; for a delete the one after its last. */
  readonly version: bigint;
  /** Written by somebody who does not raise the version: counted. */
  readonly isForeign: boolean;
  /**
   * Versions do not put this write behind the one before: a foreign one, or the document is built from other items now.
   * Only a read of the table tells what is to be written, and only the time of the read puts it in order.
   */
  readonly isUnordered: boolean;
  /** Where the item came from: a change in the stream, or a consistent read of the table. */
  readonly source: 'stream' | 'table';
  /** When the read was begun, epoch milliseconds; undefined for what has not been read. */
  readonly readAtMs: number | undefined;
  /** The documents of others that hold something of this item which this change made different. */
  readonly reaches: readonly Reach[];
}

/** All documents of `entity` whose `join.by` is `value`. */
export interface Reach {
  readonly entity: Entity;
  readonly join: Join;
  readonly value: string;
  /** The item's versions put nothing in order, nor do sums with them. */
  readonly isUnordered: boolean;
}

/** One place in the read model. Changes of the same place must keep their order. */
export interface Place {
  readonly entity: Entity;
  readonly documentId: string;
}

/** As text: by the alias that is read, whatever indexes stand behind it. */
export function toPlace({ entity, documentId }: Place): string {
  return `${entity.index}/${documentId}`;
}
