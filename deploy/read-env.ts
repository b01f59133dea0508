import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@cdktf/hcl2json';
import { UsageError } from './usage-error.ts';

/** What the command lines need of `live/<name>/env.hcl`. */
export interface Environment {
  readonly name: string;
  /** What the names of its resources begin with. */
  readonly prefix: string;
  readonly accountId: string;
  readonly region: string;
  readonly isProduction: boolean;
  readonly hasDeletionProtection: boolean;
  readonly imageSource: 'build' | 'promoted';
  readonly hasPage: boolean;
  /** Who may call the API. */
  readonly authorization: 'iam' | 'api-key' | 'none';
  /** The API has a web ACL of its own that counts requests by address. */
  readonly hasRateLimit: boolean;
  /** Account that owns the image repository of all environments. */
  readonly imageAccountId: string;
  /** Accounts that run images from this environment's repository; none where another one has it. */
  readonly pullAccountIds: readonly string[];
  /** Its folder. */
  readonly dir: string;
}

export const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Throws a `UsageError` when there is no such environment, or its `env.hcl` does not say what is needed. */
export async function readEnv(name: string, liveDir = join(projectRoot, 'live')): Promise<Environment> {
  const known = listEnvironments(liveDir);
  if (!known.includes(name)) {
    const got = name === '' ? 'none' : `\`${name}\``;
    throw new UsageError(`Expected ENV to be one of ${known.join(', ')}, got ${got}.`, `make <verb> ENV=${known[0]}`);
  }
  const dir = join(liveDir, name);
  return toEnvironment(await readLocals(join(dir, 'env.hcl')), { name, dir });
}

function listEnvironments(liveDir: string): readonly string[] {
  const names = readdirSync(liveDir).filter((name) => existsSync(join(liveDir, name, 'env.hcl')));
  return names.sort();
}

async function readLocals(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const content: { readonly locals?: readonly Record<string, unknown>[] } = await parse(
      path,
      readFileSync(path, 'utf8'),
    );
    return Object.assign({}, ...(content.locals ?? []));
  } catch (error) {
    throw new UsageError(`Expected ${path} to be HCL, got an error: ${error instanceof Error ? error.message : error}`);
  }
}

const forms = {
  name: /^[a-z][a-z0-9-]*$/,
  prefix: /^[a-z][a-z0-9-]*$/,
  account_id: /^[0-9]{12}$/,
  region: /^[a-z]{2}(-[a-z]+)+-[0-9]$/,
  image_source: /^(build|promoted)$/,
  authorization: /^(iam|api-key|none)$/,
} as const;

function toEnvironment(
  locals: Readonly<Record<string, unknown>>,
  { name, dir }: { readonly name: string; readonly dir: string },
): Environment {
  const problems: string[] = [];
  const getText = (values: Readonly<Record<string, unknown>>, key: keyof typeof forms, place: string = key): string => {
    const value = values[key];
    if (typeof value === 'string' && forms[key].test(value)) return value;
    problems.push(`\`${place}\` to match ${forms[key].source}, got ${JSON.stringify(value) ?? 'nothing'}`);
    return '';
  };
  const getFlag = (key: string): boolean => {
    const value = locals[key];
    if (typeof value !== 'boolean') problems.push(`\`${key}\` to be true or false, got ${JSON.stringify(value)}`);
    return value === true;
  };
  const getList = (values: Readonly<Record<string, unknown>>, key: string): readonly string[] => {
    const value = values[key];
    if (Array.isArray(value) && value.every((one) => forms.account_id.test(one))) return value;
    problems.push(`\`image_repository.${key}\` to be a list of account ids, got ${JSON.stringify(value)}`);
    return [];
  };
  const repository = (locals.image_repository ?? {}) as Readonly<Record<string, unknown>>;
  const api = (locals.api ?? {}) as Readonly<Record<string, unknown>>;
  const environment: Environment = {
    name: getText(locals, 'name'),
    prefix: getText(locals, 'prefix'),
    accountId: getText(locals, 'account_id'),
    region: getText(locals, 'region'),
    isProduction: getFlag('is_production'),
    hasDeletionProtection: getFlag('deletion_protection'),
    imageSource: getText(locals, 'image_source') as Environment['imageSource'],
    hasPage: (locals.page ?? null) !== null,
    authorization: getText(api, 'authorization', 'api.authorization') as Environment['authorization'],
    hasRateLimit: (api.waf_rate_limit ?? null) !== null,
    pullAccountIds: repository.create === true ? getList(repository, 'pull_account_ids') : [],
    imageAccountId: getText(repository, 'account_id', 'image_repository.account_id'),
    dir,
  };
  if (environment.name !== name) problems.push(`\`name\` to be that of its folder, ${name}`);
  if (problems.length === 0) return Object.freeze(environment);
  throw new UsageError(
    `Expected of ${join(dir, 'env.hcl')}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    'The values there are plain ones, without expressions; live/README.md lists them.',
  );
}
