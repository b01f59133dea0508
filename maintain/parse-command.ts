import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

export interface Command {
  readonly tool: Tool;
  /** What the entry point `maintain` is invoked with, but for the token and the length of a slice. */
  readonly event: Readonly<Record<string, unknown>>;
  readonly isJson: boolean;
  readonly isHelp: boolean;
  /** A token, or `@` and the file that holds it. */
  readonly resume: string | undefined;
}

export const tools = ['verify', 'repair', 'redrive', 'rebuild'] as const;
export type Tool = (typeof tools)[number];

interface Flag {
  readonly type: 'boolean' | 'string';
  readonly multiple?: boolean;
  readonly tools: readonly Tool[];
  /** How it stands in the help, and what it does. */
  readonly usage: string;
  readonly meaning: string;
}

export const flags: Readonly<Record<string, Flag>> = {
  index: {
    type: 'string',
    multiple: true,
    tools: ['verify', 'repair', 'rebuild'],
    usage: '--index <name>',
    meaning: 'only this index; may be given several times',
  },
  'dry-run': {
    type: 'boolean',
    tools: ['repair', 'redrive'],
    usage: '--dry-run',
    meaning: 'say what would be done, change nothing',
  },
  reason: {
    type: 'string',
    tools: ['redrive'],
    usage: '--reason <text>',
    meaning: 'only what was given up for a reason that contains this text',
  },
  rate: {
    type: 'string',
    tools: ['rebuild'],
    usage: '--rate <n>',
    meaning: 'at most so many items read, and documents written, a second',
  },
  finish: {
    type: 'boolean',
    tools: ['rebuild'],
    usage: '--finish',
    meaning: 'let the old indexes go, once the new ones have proven themselves',
  },
  rollback: {
    type: 'boolean',
    tools: ['rebuild'],
    usage: '--rollback',
    meaning: 'search the old indexes again, let the new ones go',
  },
  json: { type: 'boolean', tools, usage: '--json', meaning: 'one JSON line for each finding, then one for the end' },
  resume: {
    type: 'string',
    tools,
    usage: '--resume <token>',
    meaning: 'go on where an interrupted run has said',
  },
  help: { type: 'boolean', tools, usage: '--help', meaning: 'show this' },
};

/** Throws a `UsageError` for whatever the tool does not know. */
export function parseCommand(args: readonly string[]): Command {
  const [name = '', ...rest] = args;
  const tool = tools.find((one) => one === name);
  if (!tool) throw new UsageError(`Expected ${tools.join(', ')}, got \`${name}\`.`);
  const values = parseFlags(tool, rest);
  const { index, 'dry-run': dryRun, reason, rate, finish, rollback, json, resume, help } = values;
  if (finish && rollback) throw new UsageError('Expected --finish or --rollback, got both.');
  const indexes = Array.isArray(index) ? index.flatMap((names) => String(names).split(',')) : undefined;
  const step = finish ? 'finish' : rollback ? 'rollback' : undefined;
  const event = { action: tool, indexes, dryRun, reason, rate: toRate(rate), step };
  return {
    tool,
    event: Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)),
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
