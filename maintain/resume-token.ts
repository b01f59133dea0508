import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../deploy/usage-error.ts';

/** Where an interrupted run stands. What it has found so far counts in the end of the run that goes on with it. */
export interface Resume {
  /** The tool's own. */
  readonly token: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly kinds: Readonly<Record<string, number>>;
}

/** Longer ones go to a file: a shell takes no argument of any length, and nobody wants to see it. */
const maxShownLength = 2_000;
/** No token of a tool has it. */
const separator = '~';

/** What `--resume` gives: a text of `keepResume`, a tool's own token, or `@` and the file that holds one of them. */
export function loadResume(given: string | undefined): Resume | undefined {
  if (given === undefined) return undefined;
  const [token = '', sums, ...rest] = (given.startsWith('@') ? load(given.slice(1)) : given).split(separator);
  if (sums === undefined) return { token, counts: {}, kinds: {} };
  const { counts, kinds } = parseSums(sums);
  if (rest.length === 0 && counts && kinds) return { token, counts, kinds };
  throw new UsageError('Expected a resume token that an earlier run gave, got another text.', startAgain);
}

const startAgain = 'Start again without --resume.';

/** All of it as one word. */
export function toResumeText({ token, counts, kinds }: Resume): string {
  return `${token}${separator}${Buffer.from(JSON.stringify({ counts, kinds })).toString('base64url')}`;
}

/** What to give to `--resume` to go on from there: the text, or the file that holds it from now on. */
export function keepResume(resume: Resume, path: string): string {
  const text = toResumeText(resume);
  if (text.length <= maxShownLength) return text;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\n`);
  return `@${path}`;
}

function load(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new UsageError(`Expected a resume token in the file ${path}, got none.`, startAgain);
  }
}

function parseSums(text: string): Partial<Resume> {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Partial<Resume>;
  } catch {
    return {};
  }
}
