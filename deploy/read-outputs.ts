import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tools } from './find-tools.ts';
import type { Environment } from './read-env.ts';
import { terragruntVariables } from './run-terragrunt.ts';
import { UsageError } from './usage-error.ts';

type Env = Readonly<Record<string, string | undefined>>;
type Outputs = Readonly<Record<string, { readonly value: unknown; readonly sensitive: boolean }>>;

/** Each is two processes and a provider. */
const atOnce = 3;

export function listUnits({ dir }: Pick<Environment, 'dir'>): readonly string[] {
  return readdirSync(dir)
    .filter((name) => existsSync(join(dir, name, 'terragrunt.hcl')))
    .sort();
}

/** The outputs of one unit, secrets too: whoever names it means it. */
export async function readUnitOutputs(
  environment: Environment,
  unit: string,
  tools: Tools,
  env: Env,
): Promise<unknown> {
  const known = listUnits(environment);
  if (!known.includes(unit)) {
    throw new UsageError(`Expected one of the units ${known.join(', ')}, got \`${unit}\`.`);
  }
  return toValues(await ask(environment, unit, tools, env), ({ value }) => value);
}

/** The outputs of all units, by unit; without secrets. */
export async function readAllOutputs(environment: Environment, tools: Tools, env: Env): Promise<unknown> {
  const units = listUnits(environment);
  const found = new Map<string, unknown>();
  const left = [...units];
  const work = async (): Promise<void> => {
    for (let unit = left.shift(); unit !== undefined; unit = left.shift()) {
      const outputs = await ask(environment, unit, tools, env);
      found.set(
        unit,
        toValues(outputs, ({ value, sensitive }) => (sensitive ? '(sensitive)' : value)),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return Object.fromEntries(units.map((unit) => [unit, found.get(unit)]));
}

function toValues(outputs: Outputs, toValue: (output: Outputs[string]) => unknown): unknown {
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, toValue(output)]));
}

async function ask({ name, dir }: Environment, unit: string, tools: Tools, env: Env): Promise<Outputs> {
  const child = spawn(tools.terragrunt, ['output', '-json', '-no-color'], {
    cwd: join(dir, unit),
    env: { ...env, ...terragruntVariables(tools, true) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return JSON.parse(stdout) as Outputs;
  throw new UsageError(
    `Expected the outputs of ${unit} in ${name}, got an error:\n${stderr.trim()}`,
    `Not everything may be there: make apply ENV=${name}`,
  );
}
