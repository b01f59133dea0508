import type { Entity } from '../../core/entity.ts';
import { IndexerError } from '../../core/errors.ts';
import { decodeResume, encodeResume, type ResumeScope } from '../resume-token.ts';

export interface RebuildRequest {
  /** Read aliases; absent: all, or those of the rebuild that is under way. */
  readonly indexes?: readonly string[] | undefined;
  /** Items read and documents written a second; absent: as fast as it goes. */
  readonly rate?: number | undefined;
  /**
   * What to do with a rebuild that is there; absent: begin one, or go on with one that was interrupted. `advance`: the same,
   * as far as there is work to be divided into segments.
   */
  readonly step?: 'advance' | 'finish' | 'rollback' | undefined;
  /** How many; with `advance`, or with `work`. */
  readonly segments?: number | undefined;
  /** What `advance` has said is to be done, and the segment to do it in. */
  readonly work?: string | undefined;
  readonly segment?: number | undefined;
  readonly resume?: string | undefined;
}

/** A request that makes sense. */
export interface RebuildCommand {
  readonly indexes: readonly string[] | undefined;
  readonly rate: number | undefined;
  readonly step: 'finish' | 'rollback' | undefined;
  /** Between how many workers it is divided; undefined: this one does it all. */
  readonly segments: number | undefined;
  /** The rebuild that earlier slices of this command worked on. */
  readonly id: number | undefined;
}

/** Throws `maintain.invalid-request` or `maintain.invalid-resume`, before anything is asked of anybody. */
export function parseCommand(request: RebuildRequest, entities: readonly Entity[]): RebuildCommand {
  const { indexes, rate, resume, segments } = request;
  const step = request.step === 'advance' ? undefined : request.step;
  const known = entities.map(({ index }) => index);
  const unknown = indexes?.find((index) => !known.includes(index));
  if (unknown !== undefined)
    throw refuse(`an index to be one of ${known.map((index) => `\`${index}\``).join(', ')}, got \`${unknown}\``);
  if (indexes?.length === 0) throw refuse('at least one index, got none');
  if (rate !== undefined && !(Number.isFinite(rate) && rate > 0))
    throw refuse(`\`rate\` to be a number above 0, got \`${rate}\``);
  const id = resume === undefined ? undefined : decodeResume(toScope(request), resume);
  return {
    indexes: indexes && [...new Set(indexes)],
    rate,
    step,
    segments,
    id: id === undefined ? undefined : Number(id),
  };
}

export function toResume(request: RebuildRequest, id: number): string {
  return encodeResume(toScope(request), id);
}

function toScope({ indexes, rate, step, segments }: RebuildRequest): ResumeScope {
  return { tool: 'rebuild', options: { indexes, rate, step, segments } };
}

function refuse(what: string): IndexerError {
  return new IndexerError('maintain.invalid-request', `Expected ${what}.`);
}
