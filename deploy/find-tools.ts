import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chooseSpelling, isAtLeast, parseVersion, type Spelling, type Version } from './terragrunt-version.ts';
import { UsageError } from './usage-error.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface Tools {
  readonly terragrunt: string;
  readonly terraform: string;
  readonly spelling: Spelling;
}

/** Terragrunt (`TERRAGRUNT`, or on the PATH) and Terraform. Throws a `UsageError` that says what to install. */
export function findTools(env: Env): Tools {
  const terragrunt = findTool('terragrunt', env.TERRAGRUNT, env);
  const spelling = chooseSpelling(askVersion(terragrunt, 'Terragrunt', env));
  const terraform = findTool('terraform', undefined, env);
  const version = askVersion(terraform, 'Terraform', env);
  if (isAtLeast(version, [1, 10, 0])) return { terragrunt, terraform, spelling };
  throw new UsageError(
    `Expected Terraform 1.10 or newer (the lock of the state needs it), got ${version.join('.')}.`,
    'https://developer.hashicorp.com/terraform/install, or `mise install`',
  );
}

/** Whether an apply could build the image if it had to. */
export function findBuilder(env: Env): string | undefined {
  return findOnPath('docker', env) ?? findOnPath('buildah', env);
}

const homes = {
  terragrunt: 'https://docs.terragrunt.com/getting-started/install (0.55 to 1.x), or `mise install`',
  terraform: 'https://developer.hashicorp.com/terraform/install (1.10 or newer), or `mise install`',
};

function findTool(name: keyof typeof homes, given: string | undefined, env: Env): string {
  if (given) {
    if (isExecutable(given)) return given;
    throw new UsageError(`Expected TERRAGRUNT to be the path of an executable file, got \`${given}\`.`);
  }
  const found = findOnPath(name, env);
  if (found) return found;
  throw new UsageError(`Expected ${name} on the PATH, got none.`, `Install it: ${homes[name]}`);
}

function findOnPath(name: string, env: Env): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function askVersion(path: string, name: string, env: Env): Version {
  try {
    const text = execFileSync(path, ['--version'], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });
    const version = parseVersion(text);
    if (version) return version;
    throw new Error(`\`${text.trim().slice(0, 80)}\``);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Expected ${path} to tell ${name}'s version, got ${got}.`);
  }
}
