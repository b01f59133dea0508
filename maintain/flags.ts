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

/** What the command line takes; `--help` and the README show it. */
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
    tools: ['verify', 'repair', 'rebuild'],
    usage: '--rate <n>',
    meaning: 'at most so many items read, and documents written, a second; with segments: by each worker',
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
  env: { type: 'string', tools, usage: '--env <name>', meaning: 'on AWS, in this environment of `live/`' },
  segments: {
    type: 'string',
    tools: ['verify', 'repair', 'rebuild'],
    usage: '--segments <n>',
    meaning: 'divided into 1 to 128 segments, by the state machine of `--env`',
  },
  concurrency: {
    type: 'string',
    tools: ['verify', 'repair', 'rebuild'],
    usage: '--concurrency <n>',
    meaning: 'so many segments at once; 4 when absent',
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
