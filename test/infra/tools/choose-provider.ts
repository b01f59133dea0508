import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { arch, homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findProvider, type ProviderSource } from './find-provider.ts';

// Writes the CLI configuration by which the checks run Terraform: `choose-provider.ts <file>`. A configuration that has
// changed is tried once, so that a mirror that does not serve is named here and not by the fortieth test.

const [file = ''] = process.argv.slice(2);

try {
  const source = findProvider({
    env: process.env,
    home: homedir(),
    platform: `${process.platform === 'win32' ? 'windows' : process.platform}_${arch() === 'x64' ? 'amd64' : arch()}`,
    doesRegistryAnswer,
  });
  if (place(source)) {
    process.stderr.write(
      `Terraform's provider comes from ${'path' in source ? source.path : 'the registry'} (${source.reason}).\n`,
    );
    tryOut();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** By curl, which goes through the same proxies as Terraform; a portal's page instead of the answer is no registry. */
function doesRegistryAnswer(): boolean {
  const url = 'https://registry.terraform.io/.well-known/terraform.json';
  const { stdout } = spawnSync('curl', ['-sSfL', '--max-time', '20', url], { encoding: 'utf8' });
  return stdout?.includes('providers.v1') ?? false;
}

/** True when it is another than the one there. */
function place(source: ProviderSource): boolean {
  const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const text = source.kind === 'own-configuration' ? readFileSync(source.path, 'utf8') : render(source);
  if (old === text && lstatSync(file).isSymbolicLink() === (source.kind === 'own-configuration')) return false;
  rmSync(file, { force: true });
  // A link and no copy: it may hold credentials.
  if (source.kind === 'own-configuration') symlinkSync(source.path, file);
  else writeFileSync(file, text);
  return true;
}

function render(source: Exclude<ProviderSource, { kind: 'own-configuration' }>): string {
  if (source.kind === 'mirror') {
    const include = 'include = ["registry.terraform.io/*/*"]';
    return `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(source.path)}\n    ${include}\n  }\n}\n`;
  }
  const cache = join(dirname(file), 'plugin-cache');
  mkdirSync(cache, { recursive: true });
  return `plugin_cache_dir = ${JSON.stringify(cache)}\nplugin_cache_may_break_dependency_lock_file = true\n`;
}

/** Throws when Terraform does not get the provider. It also fills the cache, which two at once must not do. */
function tryOut(): void {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-provider-'));
  try {
    const source = '{ source = "hashicorp/aws", version = ">= 5.83, < 7.0" }';
    writeFileSync(join(folder, 'main.tf'), `terraform {\n  required_providers {\n    aws = ${source}\n  }\n}\n`);
    const { status, stdout, stderr } = spawnSync('terraform', ['init', '-backend=false', '-input=false', '-no-color'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, TF_CLI_CONFIG_FILE: file, TF_PLUGIN_CACHE_DIR: '', CHECKPOINT_DISABLE: '1' },
    });
    if (status === 0) return;
    rmSync(file, { force: true });
    throw new Error(
      `Expected \`terraform init\` to get hashicorp/aws, got:\n${stdout}${stderr}` +
        'Set MILLRACE_PROVIDER_MIRROR to a folder that `terraform providers mirror` has filled, or mend the network.',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
