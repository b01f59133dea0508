import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

export const verbs = ['plan', 'apply', 'destroy', 'output', 'promote', 'smoke'] as const;
export type Verb = (typeof verbs)[number];

/** What `deploy/run` was asked for. */
export interface Command {
  readonly verb: Verb;
  /** `ENV`, or `FROM` of a promotion; may be empty, then it was not given. */
  readonly env: string;
  /** `TO` of a promotion. */
  readonly to: string;
  /** The one unit whose output is wanted. */
  readonly unit: string | undefined;
  /** Nobody is asked. */
  readonly isYes: boolean;
  readonly isHelp: boolean;
  /** What Terraform gets as it is. */
  readonly rest: readonly string[];
}

const usages: Readonly<Record<Verb, string>> = {
  plan: 'make plan ENV=<environment>',
  apply: 'make apply ENV=<environment> [ARGS=--yes]',
  destroy: 'make destroy ENV=<environment> [ARGS=--yes]',
  output: 'make output ENV=<environment> [ARGS=<unit>]',
  promote: 'make promote FROM=<environment> TO=<environment>',
  smoke: 'make smoke ENV=<environment>',
};

const meanings: Readonly<Record<Verb, string>> = {
  plan: 'Shows what an apply would change. Builds nothing, changes nothing; the first in an account makes the bucket of the state.',
  apply: 'Brings the environment up to what stands here, then waits for a heartbeat to become searchable.',
  destroy: 'Takes the environment down, with all that it stores.',
  output: 'Prints the outputs of all units as JSON, or those of one with its secrets.',
  promote: 'Chooses for one environment the image that another one runs. Builds nothing, deploys nothing.',
  smoke: 'Waits until a heartbeat that is written from now on is searchable; prints how far the index is behind.',
};

/** Throws a `UsageError` for whatever the verb does not know. */
export function parseCommand(args: readonly string[]): Command {
  const [name = '', ...others] = args;
  const verb = verbs.find((one) => one === name);
  if (!verb) throw new UsageError(`Expected ${verbs.join(', ')}, got \`${name}\`.`);
  const split = others.indexOf('--');
  const rest = split === -1 ? [] : others.slice(split + 1);
  const { values, positionals } = parseFlags(verb, split === -1 ? others : others.slice(0, split));
  const [env = '', second, ...surplus] = positionals;
  const isTwo = verb === 'promote' || verb === 'output';
  const unknown = [...(isTwo ? [] : [second]), ...surplus].find((word) => word !== undefined);
  if (unknown !== undefined) throw new UsageError(`Expected nothing more, got \`${unknown}\`.`, usages[verb]);
  if (rest.length > 0 && !['plan', 'apply', 'destroy'].includes(verb)) {
    throw new UsageError(`Expected no flags for Terraform, got \`${rest[0]}\`.`, usages[verb]);
  }
  return {
    verb,
    env,
    to: verb === 'promote' ? (second ?? '') : '',
    unit: verb === 'output' ? second : undefined,
    isYes: values.yes === true,
    isHelp: values.help === true,
    rest,
  };
}

function parseFlags(verb: Verb, args: readonly string[]) {
  const help = { help: { type: 'boolean' } } as const;
  const isAsking = verb === 'apply' || verb === 'destroy';
  const options = isAsking ? ({ ...help, yes: { type: 'boolean' } } as const) : help;
  try {
    const parsed = parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
    return { values: parsed.values as { help?: boolean; yes?: boolean }, positionals: parsed.positionals };
  } catch (error) {
    // What follows is advice on how to write it all the same.
    const [reason = ''] = (error as Error).message.split('. ');
    throw new UsageError(`${reason.replace(/\.$/, '')}.`, usages[verb]);
  }
}

/** What a verb does and takes. */
export function renderHelp(verb: Verb): string {
  const flags = {
    yes: '  --yes        ask nobody; of a production environment only with MILLRACE_CONFIRM=<environment>',
    rest: "  -- <flags>   flags for Terraform: ARGS='-- -refresh=false'",
  };
  const own = verb === 'plan' ? [flags.rest] : ['apply', 'destroy'].includes(verb) ? [flags.yes, flags.rest] : [];
  return `${[usages[verb], meanings[verb], ...own].join('\n')}\n`;
}
