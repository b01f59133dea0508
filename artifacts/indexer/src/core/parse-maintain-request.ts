import { IndexerError } from './errors.ts';

/** One slice of one of the keeper's tools. */
export interface MaintainRequest {
  readonly action: Action;
  /** Read aliases or concrete indexes; absent: all. */
  readonly indexes?: readonly string[];
  readonly dryRun?: boolean;
  readonly reason?: string;
  /** Items a second. */
  readonly rate?: number;
  readonly step?: 'finish' | 'rollback';
  readonly resume?: string;
  /** How long the slice may last; absent: as long as the invocation. */
  readonly sliceMs?: number;
}

type Option = Exclude<keyof MaintainRequest, 'action'>;

const optionsOf = {
  verify: ['indexes', 'resume', 'sliceMs'],
  repair: ['indexes', 'dryRun', 'resume', 'sliceMs'],
  redrive: ['dryRun', 'reason', 'resume', 'sliceMs'],
  rebuild: ['indexes', 'rate', 'step', 'resume', 'sliceMs'],
} as const satisfies Readonly<Record<string, readonly Option[]>>;

type Action = keyof typeof optionsOf;

const kinds: Readonly<Record<Option, { readonly expected: string; readonly accepts: (value: unknown) => boolean }>> = {
  indexes: {
    expected: 'a list of one or more names',
    accepts: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  },
  dryRun: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  reason: { expected: 'a text', accepts: isText },
  rate: { expected: 'a positive number', accepts: (value) => isNumber(value) && value > 0 },
  step: { expected: '`finish` or `rollback`', accepts: (value) => value === 'finish' || value === 'rollback' },
  resume: { expected: 'the token that an earlier slice gave', accepts: isText },
  sliceMs: { expected: 'a number of milliseconds', accepts: (value) => isNumber(value) && value >= 0 },
};

/** Throws one `maintain.invalid-request` that names everything that is wrong. */
export function parseMaintainRequest(event: unknown): MaintainRequest {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new IndexerError('maintain.invalid-request', 'Expected an object with `action`, got something else.');
  }
  const { action, ...given } = event as Readonly<Record<string, unknown>>;
  if (!isAction(action)) {
    const names = listNames(Object.keys(optionsOf));
    throw new IndexerError('maintain.invalid-request', `Expected \`action\` to be ${names}, got ${show(action)}.`);
  }
  const options = Object.entries(given).filter(([, value]) => value !== undefined);
  const problems = options.flatMap(([name, value]) => findProblem(action, name, value));
  if (problems.length > 0) throw new IndexerError('maintain.invalid-request', problems.join('\n'));
  return { action, ...Object.fromEntries(options) };
}

function findProblem(action: Action, name: string, value: unknown): readonly string[] {
  const known: readonly string[] = optionsOf[action];
  if (!known.includes(name)) return [`Expected an option of ${action} to be ${listNames(known)}, got \`${name}\`.`];
  const { expected, accepts } = kinds[name as Option];
  return accepts(value) ? [] : [`Expected \`${name}\` to be ${expected}, got ${show(value)}.`];
}

function isAction(value: unknown): value is Action {
  return typeof value === 'string' && Object.hasOwn(optionsOf, value);
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
