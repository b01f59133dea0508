import { IndexerError } from './errors.ts';

export type MaintainRequest = ToolRequest | SumRequest;

/** One slice of one of the keeper's tools. */
export interface ToolRequest {
  readonly action: Exclude<Action, 'sum'>;
  /** Read aliases or concrete indexes; absent: all. */
  readonly indexes?: readonly string[];
  readonly dryRun?: boolean;
  readonly reason?: string;
  /** Items a second. */
  readonly rate?: number;
  readonly step?: 'advance' | 'finish' | 'rollback';
  /** 0 to `segments` − 1. */
  readonly segment?: number;
  readonly segments?: number;
  /** What `advance` has said is to be done. */
  readonly work?: string;
  /** Answers a summary of all slices so far, with at most so many findings. */
  readonly maxFindings?: number;
  readonly resume?: string;
  /** How long the slice may last; absent: as long as the invocation. */
  readonly sliceMs?: number;
}

/** What all segments of a tool have come to. */
export interface SumRequest {
  readonly action: 'sum';
  readonly of: 'verify' | 'repair';
  readonly segments: number;
  /** The last summary of each segment. */
  readonly parts: readonly unknown[];
}

type Options = Omit<ToolRequest, 'action'> & Partial<Omit<SumRequest, 'action'>>;
type Option = keyof Options;

const optionsOf = {
  verify: ['indexes', 'rate', 'segment', 'segments', 'maxFindings', 'resume', 'sliceMs'],
  repair: ['indexes', 'dryRun', 'rate', 'segment', 'segments', 'maxFindings', 'resume', 'sliceMs'],
  redrive: ['dryRun', 'reason', 'maxFindings', 'resume', 'sliceMs'],
  rebuild: ['indexes', 'rate', 'step', 'work', 'segment', 'segments', 'maxFindings', 'resume', 'sliceMs'],
  sum: ['of', 'segments', 'parts'],
} as const satisfies Readonly<Record<string, readonly Option[]>>;

type Action = keyof typeof optionsOf;

/** As many as hand what they have come to on together, in a workflow's 256 KB. */
const maxSegments = 128;

const kinds: Readonly<Record<Option, { readonly expected: string; readonly accepts: (value: unknown) => boolean }>> = {
  indexes: {
    expected: 'a list of one or more names',
    accepts: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  },
  dryRun: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  reason: { expected: 'a text', accepts: isText },
  rate: { expected: 'a positive number', accepts: (value) => isNumber(value) && value > 0 },
  step: { expected: '`advance`, `finish` or `rollback`', accepts: isOneOf('advance', 'finish', 'rollback') },
  segment: { expected: `a whole number below ${maxSegments}`, accepts: (value) => isWhole(value, 0, maxSegments - 1) },
  segments: { expected: `a whole number from 1 to ${maxSegments}`, accepts: (value) => isWhole(value, 1, maxSegments) },
  work: { expected: 'the text that `advance` gave', accepts: isText },
  maxFindings: { expected: 'a whole number from 0 to 100', accepts: (value) => isWhole(value, 0, 100) },
  resume: { expected: 'the token that an earlier slice gave', accepts: isText },
  sliceMs: { expected: 'a number of milliseconds', accepts: (value) => isNumber(value) && value >= 0 },
  of: { expected: '`verify` or `repair`', accepts: isOneOf('verify', 'repair') },
  parts: { expected: 'a list of summaries', accepts: Array.isArray },
};

/** Throws one `maintain.invalid-request` that names everything that is wrong. `null` counts as not given. */
export function parseMaintainRequest(event: unknown): MaintainRequest {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new IndexerError('maintain.invalid-request', 'Expected an object with `action`, got something else.');
  }
  const { action, ...given } = event as Readonly<Record<string, unknown>>;
  if (!isAction(action)) {
    const names = listNames(Object.keys(optionsOf));
    throw new IndexerError('maintain.invalid-request', `Expected \`action\` to be ${names}, got ${show(action)}.`);
  }
  const options = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  const problems = options.flatMap(([name, value]) => findProblem(action, name, value));
  const request = { action, ...Object.fromEntries(options) };
  const contradictions = problems.length > 0 ? problems : findContradictions(request);
  if (contradictions.length > 0) throw new IndexerError('maintain.invalid-request', contradictions.join('\n'));
  return request as MaintainRequest;
}

function findProblem(action: Action, name: string, value: unknown): readonly string[] {
  const known: readonly string[] = optionsOf[action];
  if (!known.includes(name)) return [`Expected an option of ${action} to be ${listNames(known)}, got \`${name}\`.`];
  const { expected, accepts } = kinds[name as Option];
  return accepts(value) ? [] : [`Expected \`${name}\` to be ${expected}, got ${show(value)}.`];
}

/** What makes no sense together. */
function findContradictions(request: Options & { readonly action: Action }): readonly string[] {
  const { action, segment, segments, step, work, of, parts } = request;
  if (action === 'sum') {
    const isComplete = of !== undefined && segments !== undefined && parts !== undefined;
    return isComplete ? [] : ['Expected `of`, `segments` and `parts`, got not all of them.'];
  }
  if (segment !== undefined && (segments === undefined || segment >= segments))
    return [`Expected \`segment\` to be below \`segments\`, got \`${segment}\` of ${show(segments)}.`];
  if (action !== 'rebuild')
    return segments === undefined || segment !== undefined ? [] : ['Expected `segment` with `segments`, got none.'];
  if ((work === undefined) !== (segment === undefined) || (work !== undefined && step !== undefined))
    return ['Expected `work`, `segment` and `segments` together and without `step`, got something else.'];
  if ((segments !== undefined) !== (work !== undefined || step === 'advance'))
    return ['Expected `segments` with `advance` or `work`, and with nothing else.'];
  return [];
}

function isAction(value: unknown): value is Action {
  return typeof value === 'string' && Object.hasOwn(optionsOf, value);
}

function isOneOf(...texts: readonly string[]): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && texts.includes(value);
}

function isWhole(value: unknown, from: number, to: number): boolean {
  return Number.isInteger(value) && Number(value) >= from && Number(value) <= to;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : `\`${JSON.stringify(value).slice(0, 100)}\``;
}
