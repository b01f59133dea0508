import { getString, type Item } from '../core/attribute-value.ts';
import type { Change } from '../core/change.ts';
import { encodeDocumentId, isHashed } from '../core/encode-document-id.ts';

/** A changed item that is still to be carried into the documents that show something of it. */
export interface Job {
  /** Read alias of the entity whose documents are to be written. */
  readonly index: string;
  /** The field by which they refer to the item, and the value of it. */
  readonly by: string;
  readonly value: string;
  /** Names of the table's key attributes: documents tell their keys by them. */
  readonly keyNames: readonly string[];
  /** The item's version that began it; 0 when it has none. */
  readonly version: bigint;
  /** The item was written by somebody whose versions put nothing in order: so are the documents that show it. */
  readonly isUnordered: boolean;
  /** How far it has come; undefined before its first slice. Opaque to the table. */
  readonly cursor: string | undefined;
  /** Changes with every write of the row. */
  readonly revision: string;
}

export type NewJob = Omit<Job, 'cursor' | 'revision'>;

/** What tells a job from the others. */
export type JobId = Pick<Job, 'index' | 'by' | 'value'>;

export interface JobPage {
  readonly ids: readonly JobId[];
  /** Where the next page begins; undefined when this is the last. Opaque. */
  readonly next: string | undefined;
}

/** The table `jobs`: one row for each joined item. Each method throws `table.…-refused` where no retry helps. */
export interface Jobs {
  /** Begins them from the start, over whatever is there of the same items. Gives back those that are safe. */
  readonly put: (jobs: readonly NewJob[]) => Promise<ReadonlySet<NewJob>>;
  /** By a consistent read. `unknown` when it could not be found out. */
  readonly get: (id: JobId) => Promise<Job | 'absent' | 'unknown'>;
  /** Notes how far it has come, if the row is still the same revision. The new state, or why not. */
  readonly advance: (job: Job, cursor: string) => Promise<Job | 'changed' | 'unknown'>;
  /** Forgets it, if the row is still the same revision. */
  readonly finish: (job: Job) => Promise<'finished' | 'changed' | 'unknown'>;
  /** All that are open, page by page; undefined when a page could not be read. */
  readonly list: (from: string | undefined) => Promise<JobPage | undefined>;
}

/**
 * `books/authorId/7Zk…`: the row's key. The value may hold slashes, the two others never do; a long one is hashed, and the
 * same key comes of its hash.
 */
export function toJobId({ index, by, value }: JobId): string {
  const encoded = encodeDocumentId({ value: { S: value } });
  // A row's key is at most 2,048 bytes.
  return `${index}/${by}/${typeof encoded === 'string' && isHashed(encoded) ? encoded : value}`;
}

/** The inverse of `toJobId`; undefined for the key of a row that is no job. */
export function parseJobId(id: string): JobId | undefined {
  const [, index, by, value] = /^([^/]+)\/([^/]+)\/(.*)$/s.exec(id) ?? [];
  return index === undefined || by === undefined || value === undefined ? undefined : { index, by, value };
}

/** Jobs that bring everything up to date that shows something of what this change's document is built from. */
export function toNewJobs({ entity, key }: Change, item: Item | undefined): readonly NewJob[] {
  return entity.joins.flatMap(({ by }) => {
    const value = item && getString(item, by);
    if (value === undefined) return [];
    return [{ index: entity.index, by, value, keyNames: Object.keys(key), version: 0n, isUnordered: false }];
  });
}
