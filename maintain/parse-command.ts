import { parseArgs } from 'node:util';
import { UsageError } from '../deploy/usage-error.ts';
import { flags, type Tool, tools } from './flags.ts';

export interface Command {
  readonly tool: Tool;
  /** What the entry point `maintain` is invoked with, but for the token and the length of a slice. */
  readonly event: Readonly<Record<string, unknown>>;
  /** Name of an environment on AWS; undefined: this machine. */
  readonly environment: string | undefined;
  /** Between how many segments the work is divided, and how many are worked on at once; undefined: one function does it all. */
  readonly segments: number | undefined;
  readonly concurrency: number | undefined;
  readonly isJson: boolean;
  readonly isHelp: boolean;
  /** A token, `@` and the file that holds it, or the ARN of an execution. */
  readonly resume: string | undefined;
}

/** Throws a `UsageError` for whatever the tool does not know. */
export function parseCommand(args: readonly string[]): Command {
  const [name = '', ...rest] = args;
  const tool = tools.find((one) => one === name);
  if (!tool) throw new UsageError(`Expected ${tools.join(', ')}, got \`${name}\`.`);
  const values = parseFlags(tool, rest);
  const { index, 'dry-run': dryRun, reason, rate, finish, rollback, json, resume, help } = values;
  if (finish && rollback) throw new UsageError('Expected --finish or --rollback, got both.');
  const division = parseDivision(tool, values);
  const indexes = Array.isArray(index) ? index.flatMap((names) => String(names).split(',')) : undefined;
  const step = finish ? 'finish' : rollback ? 'rollback' : undefined;
  const event = { action: tool, indexes, dryRun, reason, rate: toRate(rate), step };
  return {
    tool,
    event: Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)),
    ...division,
    isJson: json === true,
    isHelp: help === true,
    resume: typeof resume === 'string' ? resume : undefined,
  };
}

function parseFlags(tool: Tool, args: readonly string[]): Readonly<Record<string, unknown>> {
  const options = Object.fromEntries(
    Object.entries(flags)
      .filter(([, flag]) => flag.tools.includes(tool))
      .map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    // What follows is advice on how to write it all the same.
    const [reason = ''] = (error as Error).message.split('. ');
    throw new UsageError(`${reason.replace(/\.$/, '')}.`, `make ${tool} ARGS=--help`);
  }
}

function toRate(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  const rate = Number(text);
  if (text !== '' && Number.isFinite(rate) && rate > 0) return rate;
  throw new UsageError(`Expected --rate to be a number above 0, got \`${text}\`.`);
}

/** Whether this is no token but the ARN of an execution of the state machine. */
export function isExecution(resume: string | undefined): resume is string {
  return resume?.startsWith('arn:') === true;
}

const maxSegments = 128;
const defaultConcurrency = 4;

/** Throws a `UsageError` for segments where there is no state machine to work on them, and for what it does not divide. */
function parseDivision(
  tool: Tool,
  values: Readonly<Record<string, unknown>>,
): Pick<Command, 'environment' | 'segments' | 'concurrency'> {
  const environment = typeof values.env === 'string' ? values.env : undefined;
  const segments = toCount('segments', values.segments);
  const given = toCount('concurrency', values.concurrency);
  const isFollowed = isExecution(typeof values.resume === 'string' ? values.resume : undefined);
  const own = ['dry-run', 'finish', 'rollback', 'rate', 'index', 'segments', 'concurrency'];
  const other = isFollowed ? own.find((name) => values[name] !== undefined) : undefined;
  if (other !== undefined)
    throw new UsageError(`Expected --resume <ARN> or --${other}, got both: the execution has its own.`);
  if (given !== undefined && segments === undefined)
    throw new UsageError('Expected --concurrency with --segments, got it alone.');
  if (environment === undefined && (segments !== undefined || isFollowed))
    throw new UsageError(
      'Expected segments on AWS only, got none of its environments: on one machine one function does it all.',
      `make ${tool}, or make ${tool} ENV=<name> ARGS='--segments …'`,
    );
  if (segments === undefined) return { environment, segments: undefined, concurrency: undefined };
  for (const name of ['dry-run', 'finish', 'rollback', 'resume'])
    if (values[name]) throw new UsageError(`Expected --segments or --${name}, got both.`);
  return { environment, segments, concurrency: given ?? Math.min(segments, defaultConcurrency) };
}

function toCount(name: string, text: unknown): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (text !== '' && Number.isInteger(count) && count >= 1 && count <= maxSegments) return count;
  throw new UsageError(`Expected --${name} to be a whole number from 1 to ${maxSegments}, got \`${text}\`.`);
}
