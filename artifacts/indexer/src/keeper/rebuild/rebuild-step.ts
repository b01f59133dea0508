import type { Entity } from '../../core/entity.ts';
import { IndexerError } from '../../core/errors.ts';
import type { RebuildStates } from '../../flow/rebuild-state.ts';
import type { KeeperDependencies } from '../keeper-dependencies.ts';
import type { Finding, Progress } from '../slice.ts';
import type { Rebuild, RebuiltIndex } from './rebuild-row.ts';

export interface RebuildDependencies extends KeeperDependencies {
  readonly rebuildStates: RebuildStates;
  /** The longest that an invocation of the indexer may last. */
  readonly streamTimeoutMs: number;
}

/** What one step has come to. It may be done again, from the same state, for as long as `next` is not kept. */
export interface Step {
  /** Undefined: no further in this slice. `ended`: there is nothing left to keep. */
  readonly next: Rebuild | 'ended' | undefined;
  readonly progress?: Progress;
  readonly counts?: Readonly<Record<string, number>>;
  readonly findings?: readonly Finding[];
  /** Thrown once `next` is kept. */
  readonly failure?: IndexerError;
}

/** The entity whose index is rebuilt. A deploy in between may have taken it away. */
export function entityOf({ index }: RebuiltIndex, entities: readonly Entity[]): Entity {
  const entity = entities.find((candidate) => candidate.index === index);
  if (entity) return entity;
  throw new IndexerError(
    'maintain.rebuild-unfinished',
    `Expected an entity for index \`${index}\`, which is being rebuilt, got none: go back to a version that has it.`,
  );
}

/** The same, with writes that go to the new indexes only. */
export function writeFresh<D extends RebuildDependencies>(d: D, indexes: readonly RebuiltIndex[]): D {
  return {
    ...d,
    findWriteTargets: async ({ index }) =>
      indexes.flatMap((rebuilt) => (rebuilt.index === index ? [rebuilt.fresh] : [])),
  };
}
