import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './read-env.ts';
import { UsageError } from './usage-error.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The provider once, not once for each unit: 700 MB each. Terraform's cache must not be filled by several at a time, so it is
 * filled here, before the units begin. Lock files are not kept, so there is none that it could break.
 */
export function fillProviderCache(terraform: string, env: Env): Record<string, string> {
  if (env.TF_PLUGIN_CACHE_DIR) return {};
  const folder = join(projectRoot, '.local', 'terraform');
  const cache = {
    TF_PLUGIN_CACHE_DIR: join(folder, 'plugins'),
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: 'true',
  };
  const probe = join(folder, 'probe');
  mkdirSync(cache.TF_PLUGIN_CACHE_DIR, { recursive: true });
  mkdirSync(probe, { recursive: true });
  cpSync(join(projectRoot, 'modules', 'kms', 'versions.tf'), join(probe, 'versions.tf'));
  try {
    const args = ['init', '-backend=false', '-upgrade', '-input=false', '-no-color'];
    execFileSync(terraform, args, { cwd: probe, env: { ...env, ...cache }, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const said = (error as { readonly stderr?: string }).stderr?.trim() || String(error);
    throw new UsageError(
      `Expected Terraform to install the provider hashicorp/aws, got:\n${said}`,
      'Check the network (HTTPS_PROXY), or name a mirror: TF_CLI_CONFIG_FILE.',
    );
  }
  return cache;
}
