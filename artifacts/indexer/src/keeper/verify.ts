import { IndexerError } from '../core/errors.ts';
import { type Comparison, compareIndexes } from './compare-index.ts';
import type { ComparePosition, Target } from './compare-position.ts';
import { findTargets } from './find-targets.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import { limitRate } from './limit-rate.ts';
import { decodeResume, encodeResume, type ResumeScope } from './resume-token.ts';
import type { Slice } from './slice.ts';

export interface VerifyRequest {
  /** Read aliases, or concrete indexes; absent: all read aliases. */
  readonly indexes?: readonly string[] | undefined;
  /** Only this share of the table and of each index; absent: all. */
  readonly segment?: number | undefined;
  readonly segments?: number | undefined;
  /** Items read and documents written a second; absent: as fast as it goes. */
  readonly rate?: number | undefined;
  readonly resume?: string | undefined;
}

/** Says where the indexes differ from the table. Changes nothing. */
export async function verify(request: VerifyRequest, dependencies: KeeperDependencies): Promise<Slice> {
  const { indexes, segment, segments } = request;
  const scope = { tool: 'verify', options: { indexes, segment, segments } };
  const { comparison, resume } = await compareSlice(request, scope, dependencies);
  const { findings, counts, progress } = comparison;
  return { isDone: resume === undefined, resume, progress, counts, findings };
}

/** What a token holds beside its scope. */
interface CompareState {
  /** Concrete indexes: an alias may stand on another one by the next slice. */
  readonly targets: readonly string[];
  readonly position: ComparePosition;
}

/** One slice of a comparison that goes on by a token. */
export async function compareSlice(
  { indexes, resume, segment, segments, rate }: VerifyRequest,
  scope: ResumeScope,
  dependencies: KeeperDependencies,
): Promise<{ readonly comparison: Comparison; readonly resume: string | undefined }> {
  const state = resume === undefined ? undefined : (decodeResume(scope, resume) as CompareState);
  const targets = state ? await findAgain(state, dependencies) : await findTargets(indexes, dependencies);
  const part = segment === undefined || segments === undefined ? undefined : { segment, segments };
  const comparison = await compareIndexes(targets, state?.position, limitRate(dependencies, rate), part);
  const { next } = comparison;
  const names = targets.map(({ index }) => index);
  return { comparison, resume: next && encodeResume(scope, { targets: names, position: next }) };
}

async function findAgain({ targets }: CompareState, dependencies: KeeperDependencies): Promise<readonly Target[]> {
  try {
    return await findTargets(targets, dependencies);
  } catch (error) {
    if (!(error instanceof IndexerError) || error.code !== 'maintain.invalid-request') throw error;
    const message = `Expected the indexes of the resume token to be there still: ${error.message} Start again without it.`;
    throw new IndexerError('maintain.invalid-resume', message);
  }
}
