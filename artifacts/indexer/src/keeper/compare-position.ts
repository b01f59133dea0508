import type { Key } from '../core/attribute-value.ts';
import type { Entity } from '../core/entity.ts';
import type { Part } from '../core/part.ts';
import type { IndexPosition } from '../flow/scan-index.ts';

/** One index that is compared with the table. */
export interface Target {
  readonly entity: Entity;
  /** Concrete index. */
  readonly index: string;
}

/** Where a comparison stands. JSON, of at most a few hundred kilobytes. */
export interface ComparePosition {
  /** Which share of the table and of each index; absent: all. */
  readonly part?: Part | undefined;
  /** Undefined: table and indexes have been gone through, and only what is `open` is left. */
  readonly pass: TablePass | IndexPass | undefined;
  /** What differed and is looked at again until it does not, or for too long. */
  readonly open: readonly Candidate[];
  readonly lookedAtMs: number;
  /** How long the last look took. */
  readonly lookMs: number;
  /** When any of those that were open was last found to be right. */
  readonly progressAtMs: number;
  /** The longest that any of those had been open. */
  readonly lagMs: number;
}

/** Each item of the table against its document. */
export interface TablePass {
  readonly kind: 'table';
  readonly startKey?: Key | undefined;
  readonly done: number;
  /** An estimate. */
  readonly total?: number | undefined;
}

/** Each document of one target against its item. */
export interface IndexPass {
  readonly kind: 'index';
  readonly target: number;
  readonly shards: number;
  readonly at: IndexPosition;
  readonly done: number;
  readonly total?: number | undefined;
}

/** A place that differed when it was seen first; what was seen is a `Sight`, as text. */
export interface Candidate {
  /** Which of the targets. */
  readonly target: number;
  readonly documentId: string;
  /** Undefined where the document does not tell it. */
  readonly key?: Key | undefined;
  readonly firstAtMs: number;
  readonly wanted: 'nothing' | 'document';
  readonly version: string;
  readonly externalVersion: string;
  readonly seqNo?: number | undefined;
}

const maxOpen = 2_000;
/** With a page more of what differs it stays below 400 KB, the size of a row in DynamoDB, as long as keys are below 200 bytes. */
const maxOpenBytes = 150_000;

/** Whether what is open must be settled before more of it is looked for. */
export function isFull(open: readonly Candidate[]): boolean {
  return open.length >= maxOpen || (open.length > maxOpen / 20 && JSON.stringify(open).length >= maxOpenBytes);
}

/** What hands a position on from one state of a workflow to the next takes 256 KB in all. */
const maxHandedBytes = 40_000;

/** Whether more of what is open must be settled before the position of a part is handed on. */
export function mustShrink({ part, open }: ComparePosition): boolean {
  return part !== undefined && open.length > maxOpen / 20 && JSON.stringify(open).length > maxHandedBytes;
}
