import { IndexerError } from '../core/errors.ts';
import type { SumRequest } from '../core/parse-maintain-request.ts';
import { judge, type Result } from './judge.ts';
import type { Finding, Slice } from './slice.ts';

/**
 * What all slices of a run have come to so far, in place of what one of them has found: small enough to be handed on from
 * state to state of a workflow, which takes 256 KB in all. Every member is there, as a path to one that is not is an error.
 */
export interface Summary extends Pick<Slice, 'isDone' | 'progress' | 'counts'> {
  readonly resume: string | null;
  /** How many findings of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** The first of them. */
  readonly findings: readonly Finding[];
  readonly work: string | null;
}

/** What stands behind the token of the tool. */
type Sums = Pick<Summary, 'counts' | 'kinds' | 'findings'>;

export interface Begun {
  /** The tool's own token. */
  readonly resume: string | undefined;
  readonly sums: Sums;
}

/** No token of a tool has it. */
const separator = '~';
/** Longer findings are left out of the sample: a hundred workers hand theirs on together. */
const maxSampleBytes = 1_000;

/** What the token of an earlier summary holds. Throws `maintain.invalid-resume` for any other. */
export function openSummary(token: string | undefined): Begun {
  if (token === undefined) return { resume: undefined, sums: { counts: {}, kinds: {}, findings: [] } };
  const [resume = '', text = ''] = token.split(separator);
  try {
    return { resume, sums: JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Sums };
  } catch {
    throw new IndexerError(
      'maintain.invalid-resume',
      'Expected the token of a run with `maxFindings`, got another text.',
    );
  }
}

/** One slice more, with at most so many findings kept. */
export function addSlice({ counts, kinds, findings }: Sums, slice: Slice, maxFindings: number): Summary {
  const allCounts = { ...counts };
  for (const [name, count] of Object.entries(slice.counts)) allCounts[name] = (allCounts[name] ?? 0) + count;
  const allKinds = { ...kinds };
  for (const { kind } of slice.findings) allKinds[kind] = (allKinds[kind] ?? 0) + 1;
  const sums: Sums = {
    counts: allCounts,
    kinds: allKinds,
    findings: toSample([...findings, ...slice.findings], maxFindings),
  };
  const { isDone, progress, resume, work = null } = slice;
  const text = Buffer.from(JSON.stringify(sums)).toString('base64url');
  return { isDone, progress, ...sums, work, resume: resume === undefined ? null : `${resume}${separator}${text}` };
}

function toSample(findings: readonly Finding[], maxFindings: number): readonly Finding[] {
  const sample: Finding[] = [];
  let bytes = 0;
  for (const finding of findings) {
    if (sample.length === maxFindings) break;
    const size = Buffer.byteLength(JSON.stringify(finding));
    if (bytes + size > maxSampleBytes) continue;
    bytes += size;
    sample.push(finding);
  }
  return sample;
}

/** What all segments of a run have come to. */
export interface Total extends Sums {
  readonly result: Result;
}

/** How many findings are shown of all segments. */
const maxShown = 20;

/** Adds the segments up. Throws when any of them is not there or not done: of what nobody looked at nothing is known. */
export function sumParts({ of, segments, parts }: Omit<SumRequest, 'action'>): Total {
  const summaries = parts.filter(isDone);
  if (parts.length !== segments || summaries.length !== segments)
    throw new IndexerError(
      'maintain.invalid-request',
      `Expected the summaries of ${segments} segments that are done, got ${summaries.length} of ${parts.length}.`,
    );
  const counts: Record<string, number> = {};
  const kinds: Record<string, number> = {};
  for (const part of summaries) {
    for (const [name, count] of Object.entries(part.counts)) counts[name] = (counts[name] ?? 0) + count;
    for (const [kind, count] of Object.entries(part.kinds)) kinds[kind] = (kinds[kind] ?? 0) + count;
  }
  const findings = summaries.flatMap((part) => part.findings).slice(0, maxShown);
  return { result: judge(kinds, of === 'verify'), counts, kinds, findings };
}

function isDone(part: unknown): part is Summary {
  return typeof part === 'object' && part !== null && 'isDone' in part && part.isDone === true;
}
