import type { Aws } from './aws.ts';
import { findBuilder, findTools, type Tools } from './find-tools.ts';
import type { FindImage } from './image/find-image.ts';
import type { Command } from './parse-command.ts';
import {
  findConsent,
  refuseDestroy,
  refusePage,
  requireAccount,
  requireBuilder,
  requireImage,
  requireRegion,
} from './preflight.ts';
import { promote, requirePromotable } from './promote.ts';
import { type Environment, readEnv } from './read-env.ts';
import { readAllOutputs, readUnitOutputs } from './read-outputs.ts';
import { runTerragrunt } from './run-terragrunt.ts';
import { smoke } from './smoke.ts';
import { UsageError } from './usage-error.ts';

export interface Dependencies {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly liveDir: string;
  readonly isTerminal: boolean;
  readonly ask: (question: string) => Promise<string>;
  readonly print: (text: string) => void;
  readonly say: (line: string) => void;
  readonly createAws: (region: string) => Aws;
  readonly createFindImage: (region: string) => FindImage;
  /** More environment for Terraform, where the provider is. */
  readonly fillProviderCache: (tools: Tools) => Record<string, string>;
}

/** Does what was asked for. Gives the exit code; a `UsageError` comes before anything has changed. */
export async function deploy(command: Command, d: Dependencies): Promise<number> {
  const environment = await readEnv(command.env, d.liveDir);
  switch (command.verb) {
    case 'plan':
    case 'apply':
    case 'destroy':
      return change(command.verb, command, environment, d);
    case 'output':
      return printOutputs(command, environment, d);
    case 'smoke':
      return check(environment, await connect(environment, d), d);
    case 'promote': {
      const to = await readEnv(command.to, d.liveDir);
      requirePromotable(environment, to);
      const { getImage } = await connect(environment, d);
      d.print(`${await promote(environment, to, { getImage, findImage: d.createFindImage(environment.region) })}\n`);
      return 0;
    }
  }
}

type Change = 'plan' | 'apply' | 'destroy';

async function change(verb: Change, command: Command, environment: Environment, d: Dependencies): Promise<number> {
  if (verb === 'destroy') refuseDestroy(environment);
  else {
    requireImage(environment, d.env);
    refusePage(environment);
  }
  const consent = findConsent(command, environment, d);
  if (verb === 'apply') requireBuilder(environment, d.env, findBuilder(d.env));
  const tools = findTools(d.env);
  const aws = await connect(environment, d);
  if (consent === 'name-is-asked') await askForName(environment, verb, d);
  const env = { ...d.env, ...d.fillProviderCache(tools) };
  const isSilent = consent !== 'terragrunt-asks';
  const code = await runTerragrunt(environment, { tools, verb, rest: command.rest, isSilent, env });
  if (verb === 'destroy' && code !== 0) {
    d.say(
      `Not all of ${environment.name} is gone. If units are missed that are: cd ${environment.dir} && ${tools.spelling.destroyRest}`,
    );
  }
  return verb === 'apply' && code === 0 ? check(environment, aws, d) : code;
}

async function printOutputs({ unit }: Command, environment: Environment, d: Dependencies): Promise<number> {
  const tools = findTools(d.env);
  await connect(environment, d);
  const env = { ...d.env, ...d.fillProviderCache(tools) };
  const outputs =
    unit === undefined
      ? await readAllOutputs(environment, tools, env)
      : await readUnitOutputs(environment, unit, tools, env);
  d.print(`${JSON.stringify(outputs, undefined, 2)}\n`);
  return 0;
}

async function check(environment: Environment, aws: Aws, d: Dependencies): Promise<number> {
  d.say(`Waiting for a heartbeat of ${environment.name} to become searchable …`);
  const { isCaughtUp, text } = await smoke(environment, aws);
  d.print(`${text}\n`);
  return isCaughtUp ? 0 : 1;
}

/** Nothing is asked of AWS before region and account are the environment's. */
async function connect(environment: Environment, { env, createAws }: Dependencies): Promise<Aws> {
  requireRegion(environment, env);
  const aws = createAws(environment.region);
  requireAccount(environment, await aws.getAccount());
  return aws;
}

async function askForName({ name, accountId }: Environment, verb: Change, { ask }: Dependencies): Promise<void> {
  const answer = await ask(`This is ${name}, account ${accountId}. Type its name to ${verb}: `);
  if (answer.trim() !== name)
    throw new UsageError(`Expected \`${name}\`, got \`${answer.trim()}\`. Nothing was touched.`);
}
