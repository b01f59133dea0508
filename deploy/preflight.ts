import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './parse-command.ts';
import type { Environment } from './read-env.ts';
import { UsageError } from './usage-error.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Throws a `UsageError` for a destroy that deletion protection would stop half way, when the rest is gone already, and for one
 * that would take the images away from under other accounts.
 */
export function refuseDestroy(environment: Environment): void {
  const { name, dir, isProduction, hasDeletionProtection, pullAccountIds } = environment;
  if (pullAccountIds.length > 0) {
    throw new UsageError(
      `Expected an environment that may go, got ${name}: accounts ${pullAccountIds.join(', ')} run images from its repository. Nothing was touched.`,
      `On purpose: empty image_repository.pull_account_ids in ${join(dir, 'env.hcl')}, make apply ENV=${name}, then make destroy ENV=${name}.`,
    );
  }
  if (!isProduction && !hasDeletionProtection) return;
  const reason = isProduction ? 'is_production' : 'deletion_protection';
  throw new UsageError(
    `Expected an environment that may go, got ${name}: \`${reason} = true\` in ${join(dir, 'env.hcl')}. Nothing was touched.`,
    `On purpose: set ${isProduction ? 'is_production = false and ' : ''}deletion_protection = false there, ` +
      `make apply ENV=${name}, then make destroy ENV=${name}.`,
  );
}

/** Throws a `UsageError` when the environment deploys what was promoted, and nothing was. */
export function requireImage({ name, dir, imageSource }: Environment, env: Env): void {
  if (imageSource === 'build' || env.INDEXER_IMAGE_DIGEST) return;
  const path = join(dir, 'promoted.json');
  if (existsSync(path)) return;
  throw new UsageError(
    `Expected ${path} to name the image that ${name} runs, got no file.`,
    `make promote FROM=<environment> TO=${name}, or INDEXER_IMAGE_DIGEST=sha256:…`,
  );
}

/** Throws a `UsageError` for a page whose every request the API would refuse, before anything of it is made. */
export function refusePage({ name, dir, hasPage, authorization, hasRateLimit }: Environment): void {
  if (!hasPage) return;
  if (hasRateLimit) {
    throw new UsageError(
      `Expected no limit on addresses before an API with a page, got \`page\` beside \`api.waf_rate_limit\` in ${join(dir, 'env.hcl')}: to it all readers of the page are CloudFront.`,
      `\`waf_rate_limit = null\` and a web ACL of the page's own (\`page.web_acl_arn\`); or \`page = null\` in ${name}.`,
    );
  }
  if (authorization !== 'iam') return;
  throw new UsageError(
    `Expected an API that a page can call, got \`page\` beside \`api.authorization = "iam"\` in ${join(dir, 'env.hcl')}: a browser cannot sign its requests.`,
    `\`authorization = "api-key"\`, with which the page asks for a key; or \`page = null\` in ${name}.`,
  );
}

/** Throws a `UsageError` when an apply that may have to build the image could not. */
export function requireBuilder({ imageSource }: Environment, env: Env, builder: string | undefined): void {
  if (imageSource === 'promoted' || env.INDEXER_IMAGE_DIGEST || builder) return;
  throw new UsageError(
    'Expected docker or buildah on the PATH to build the image with, got neither.',
    'Install one, or name an image that is there: INDEXER_IMAGE_DIGEST=sha256:…',
  );
}

/** Throws a `UsageError` when the shell means another region than the environment. */
export function requireRegion({ name, region }: Environment, env: Env): void {
  for (const variable of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const value = env[variable];
    if (!value || value === region) continue;
    throw new UsageError(
      `Expected ${variable} to be ${region}, where ${name} is, or not to be set, got \`${value}\`.`,
      `unset ${variable}`,
    );
  }
}

/** Throws a `UsageError` when the credentials are another account's. */
export function requireAccount({ name, accountId, dir }: Environment, account: string): void {
  if (account === accountId) return;
  throw new UsageError(
    `Expected credentials for account ${accountId}, which is ${name}'s, got those of ${account}.`,
    `Choose others (AWS_PROFILE), or correct account_id in ${join(dir, 'env.hcl')}.`,
  );
}

/** How the person at the keyboard says yes. */
export type Consent = 'terragrunt-asks' | 'name-is-asked' | 'given';

/** Throws a `UsageError` when nobody is there to be asked and nobody said yes before. */
export function findConsent(
  { verb, isYes }: Pick<Command, 'verb' | 'isYes'>,
  { name, isProduction }: Environment,
  { env, isTerminal }: { readonly env: Env; readonly isTerminal: boolean },
): Consent {
  if (verb === 'plan') return 'given';
  if (isProduction) {
    if (env.MILLRACE_CONFIRM === name) return 'given';
    const remedy = `Where nobody is asked, as in CI: MILLRACE_CONFIRM=${name} make ${verb} ENV=${name}`;
    if (isYes) throw new UsageError(`Expected ${name} to be confirmed by its name, got only --yes.`, remedy);
    if (!isTerminal) throw new UsageError(`Expected a terminal to ask for the name of ${name}, got none.`, remedy);
    return 'name-is-asked';
  }
  if (isYes) return 'given';
  if (isTerminal) return 'terragrunt-asks';
  throw new UsageError(
    'Expected a terminal to ask before anything changes, got none.',
    `make ${verb} ENV=${name} ARGS=--yes`,
  );
}
