import { createHash } from 'node:crypto';
import { IndexerError } from '../core/errors.ts';

/** What a token belongs to: no other tool, and no other options, can go on with it. */
export interface ResumeScope {
  readonly tool: string;
  /** JSON. Members that are undefined count as absent. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Where a tool stands, as opaque text. `state` is what JSON can hold. */
export function encodeResume(scope: ResumeScope, state: unknown): string {
  const body = JSON.stringify([scope.tool, toText(scope.options), state]);
  return `${toChecksum(body)}.${Buffer.from(body).toString('base64url')}`;
}

/**
 * The state in a token that `encodeResume` made for the same scope. Throws `maintain.invalid-resume` for any other text: to
 * go on at a place that nobody has come to would leave out what lies before it.
 */
export function decodeResume(scope: ResumeScope, token: string): unknown {
  const [checksum, text = '', ...rest] = token.split('.');
  const body = Buffer.from(text, 'base64url').toString('utf8');
  if (rest.length > 0 || checksum !== toChecksum(body))
    throw refuse('to be one that an earlier run gave, got another text');
  const [tool, options, state] = JSON.parse(body) as readonly unknown[];
  if (tool !== scope.tool) throw refuse(`of \`${scope.tool}\`, got one of \`${tool}\``);
  const expected = toText(scope.options);
  if (options !== expected) throw refuse(`of a run with the options \`${expected}\`, got one with \`${options}\``);
  return state;
}

function refuse(what: string): IndexerError {
  return new IndexerError('maintain.invalid-resume', `Expected a resume token ${what}.`);
}

/** Shows a text that was cut off, changed or made up; it keeps nothing secret. */
function toChecksum(body: string): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, 16);
}

/** The same text for the same options, in whatever order they are named. */
function toText(options: ResumeScope['options']): string {
  return JSON.stringify(Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))));
}
