import type { Key } from '../core/attribute-value.ts';

/** What one invocation of a tool has done, and what the next one needs to go on. JSON as it leaves `maintain`. */
export interface Slice {
  readonly isDone: boolean;
  /** To be handed in again, as it is, by the next invocation; undefined when the work is done. */
  readonly resume: string | undefined;
  readonly progress: Progress;
  /** What was counted in this slice: they add up over the slices. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was found or done in this slice, one line each. */
  readonly findings: readonly Finding[];
  /** What is to be done in segments before this goes on; for `rebuild` with its `advance`. */
  readonly work?: string;
}

export interface Progress {
  /** What is going on, for a person: `table`, `index books`, `waiting for the indexers`. */
  readonly phase: string;
  /** Of `total`, in the unit of the phase. */
  readonly done: number;
  /** An estimate; undefined when nobody can tell. */
  readonly total: number | undefined;
}

export interface Finding {
  /** `missing`, `stale`, `different`, `orphaned`, `parked`, `written`, `deleted`, … */
  readonly kind: string;
  /** Concrete index. */
  readonly index: string;
  readonly documentId: string;
  /** Undefined where the key is not known. */
  readonly key: Key | undefined;
  /** A status and an error type, versions; never data. */
  readonly reason?: string;
}
