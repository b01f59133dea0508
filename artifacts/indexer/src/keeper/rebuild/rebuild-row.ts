import type { Key } from '../../core/attribute-value.ts';
import type { RebuildState, RebuildStates } from '../../flow/rebuild-state.ts';
import { insist, theTable } from '../insist.ts';
import type { KeeperDependencies } from '../keeper-dependencies.ts';

/**
 * How far a rebuild is. Each stage may be done again from its beginning without harm:
 * create → settle → fill → compare → switch → switched, and from there (or, to take it back, from anywhere)
 * leave → drain → remove → no row.
 */
export type Stage = 'create' | 'settle' | 'fill' | 'compare' | 'switch' | 'switched' | 'leave' | 'drain' | 'remove';

export interface Rebuild {
  /** When it began, epoch milliseconds. */
  readonly id: number;
  readonly stage: Stage;
  readonly indexes: readonly RebuiltIndex[];
  /** Items read and documents written a second; absent: as fast as it goes. */
  readonly rate?: number;
  /** When the write aliases were last changed and that was answered, epoch milliseconds. */
  readonly aliasedAtMs: number;
  readonly fill: Fill;
  readonly check: Check;
  /** Absent: one worker does it all. */
  readonly spread?: Spread;
  /** Which indexes go away: the old ones, or the new. */
  readonly ending?: 'finish' | 'rollback';
}

export interface RebuiltIndex {
  /** Read alias of the entity. */
  readonly index: string;
  /** The new concrete index. */
  readonly fresh: string;
  /** The concrete indexes that were read or written before; none when all were lost. */
  readonly old: readonly string[];
  /** Those of them that were searched. */
  readonly searched: readonly string[];
}

export interface Fill {
  /** Where each segment of the scan goes on. */
  readonly segments: readonly (Key | 'start' | 'end')[];
  /** Documents. */
  readonly done: number;
  /** Documents of the old indexes when it began; absent when nobody could tell. */
  readonly total?: number;
}

export interface Check {
  /** Only ever goes up while this is compared. */
  readonly round: number;
  /** Differences found in this round, by whomever. */
  readonly differing: number;
  /** JSON text of where the comparison goes on; absent at its beginning. */
  readonly position?: string;
}

/** How far the workers are between whom a stage is divided, each of whom keeps its own place in its segment. */
export interface Spread {
  readonly segments: number;
  /** What `done` and `differing` are about: `toWork` of the rebuild at that time. Of any other they say nothing. */
  readonly work: string;
  /** Segments that have been gone through. */
  readonly done: readonly number[];
  /** Differences found in that round, for the message: `check` is of the next one by then. */
  readonly differing: number;
}

export const checkStart: Check = { round: 0, differing: 0 };

/** A rebuild as it is kept. */
export interface Row {
  readonly rebuild: Rebuild;
  readonly revision: string;
}

type RowDependencies = Pick<KeeperDependencies, 'pause'> & { readonly rebuildStates: RebuildStates };

export async function loadRow(d: RowDependencies): Promise<Row | 'absent'> {
  const found = await insist(theTable, async () => toKnown(await d.rebuildStates.get()), d);
  return found === 'absent' ? found : toRow(found);
}

/** What is kept now: this rebuild, or what somebody else has made of it meanwhile. */
export async function keepRow(
  rebuild: Rebuild,
  revision: string | undefined,
  d: RowDependencies,
): Promise<Row | 'absent'> {
  const state = JSON.stringify(rebuild);
  // Not known: it is put once more; if it was kept the first time, it is `changed` now, and got.
  const kept = await insist(theTable, async () => toKnown(await d.rebuildStates.put(state, revision)), d);
  return kept === 'changed' ? loadRow(d) : toRow(kept);
}

/** What is kept now: nothing, or what somebody else has made of it meanwhile. */
export async function forgetRow(revision: string, d: RowDependencies): Promise<Row | 'absent'> {
  const answer = await insist(theTable, async () => toKnown(await d.rebuildStates.remove(revision)), d);
  return answer === 'removed' ? 'absent' : loadRow(d);
}

function toKnown<Answer>(answer: Answer | 'unknown'): Answer | undefined {
  return answer === 'unknown' ? undefined : answer;
}

function toRow({ state, revision }: RebuildState): Row {
  return { rebuild: JSON.parse(state) as Rebuild, revision };
}
