import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Where Terraform gets its provider from. What a person has named decides first, then the registry, then the places where
// mirrors usually lie.

export type ProviderSource =
  | { readonly kind: 'mirror'; readonly path: string; readonly reason: string }
  | { readonly kind: 'own-configuration'; readonly path: string; readonly reason: string }
  | { readonly kind: 'registry'; readonly reason: string };

export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Terraform's name of the machine: `linux_amd64`. */
  readonly platform: string;
  readonly doesRegistryAnswer: () => boolean;
  /** Folders in whose folders (down to the second level) a mirror may lie. */
  readonly roots?: readonly string[];
};

const host = 'registry.terraform.io';
const genericRoots = ['/opt', '/usr/share', '/usr/local/share', '/var/lib', '/srv'];

/** Throws when there is none, and names every place that was looked at. */
export function findProvider(surroundings: Surroundings): ProviderSource {
  const { env, home, platform, doesRegistryAnswer, roots = genericRoots } = surroundings;

  const named = env.MILLRACE_PROVIDER_MIRROR;
  if (named) {
    if (holdsProvider(named, platform))
      return { kind: 'mirror', path: resolve(named), reason: 'MILLRACE_PROVIDER_MIRROR' };
    throw new Error(
      `Expected MILLRACE_PROVIDER_MIRROR=${named} to hold ${wanted(platform)}, got a folder without it.\n` +
        'Fill it by `terraform providers mirror <folder>`, or unset the variable.',
    );
  }
  const configuration = ownConfiguration(env, home);
  if (configuration) return configuration;
  if (doesRegistryAnswer()) return { kind: 'registry', reason: `${host} answers` };

  const places = usualPlaces(env, home, roots);
  const path = places.find((place) => holdsProvider(place, platform));
  if (path) return { kind: 'mirror', path, reason: `${host} does not answer` };
  throw new Error(
    `Expected ${host} to answer, or a mirror with ${wanted(platform)}; found neither. Looked at:\n` +
      [
        'MILLRACE_PROVIDER_MIRROR (not set)',
        describeConfiguration(env),
        ...places,
        ...roots.map((root) => `${root}/*/*`),
      ]
        .map((place) => `  ${place}\n`)
        .join('') +
      'Set MILLRACE_PROVIDER_MIRROR to a folder that `terraform providers mirror` has filled.',
  );
}

/** A file that TF_CLI_CONFIG_FILE names and that is not there is no choice: many images set one that nobody wrote. */
function ownConfiguration(env: Surroundings['env'], home: string): ProviderSource | undefined {
  const named = env.TF_CLI_CONFIG_FILE;
  if (named && existsSync(named)) return { kind: 'own-configuration', path: named, reason: 'TF_CLI_CONFIG_FILE' };
  const usual = join(home, '.terraformrc');
  if (existsSync(usual)) return { kind: 'own-configuration', path: usual, reason: 'it is there' };
  return undefined;
}

const describeConfiguration = (env: Surroundings['env']): string =>
  `TF_CLI_CONFIG_FILE (${env.TF_CLI_CONFIG_FILE ? `${env.TF_CLI_CONFIG_FILE}, no such file` : 'not set'}), ~/.terraformrc`;

/** First the folders that Terraform itself looks at, then those of others. */
function usualPlaces(env: Surroundings['env'], home: string, roots: readonly string[]): readonly string[] {
  const data = env.XDG_DATA_HOME || join(home, '.local', 'share');
  const shared = (env.XDG_DATA_DIRS || ['/usr/local/share', '/usr/share'].join(':')).split(':').filter(Boolean);
  return [
    join(home, '.terraform.d', 'plugins'),
    join(home, '.terraform.d', 'plugin-cache'),
    join(data, 'terraform', 'plugins'),
    ...shared.map((folder) => join(folder, 'terraform', 'plugins')),
    join(home, 'Library', 'Application Support', 'io.terraform', 'plugins'),
    '/Library/Application Support/io.terraform/plugins',
    ...roots.flatMap((root) => mirrorsBelow(root, 2)),
  ];
}

/** The folders below that have one named like the registry. */
function mirrorsBelow(folder: string, depth: number): readonly string[] {
  const names = listFolders(folder);
  if (names.includes(host)) return [folder];
  return depth === 0 ? [] : names.flatMap((name) => mirrorsBelow(join(folder, name), depth - 1));
}

function listFolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map(({ name }) => name);
  } catch {
    return []; // Not there, not a folder, or not ours to read: no mirror for us.
  }
}

const wanted = (platform: string): string => `${host}/hashicorp/aws ≥ 5.83, < 7.0 for ${platform}`;

/** Terraform reads two layouts: `<version>/<platform>/` with the program, and one zip for each version and platform. */
function holdsProvider(mirror: string, platform: string): boolean {
  const folder = join(mirror, host, 'hashicorp', 'aws');
  return readEntries(folder).some((name) => {
    const packed = /^terraform-provider-aws_([\d.]+)_(.+)\.zip$/.exec(name);
    if (packed) return isVersionWanted(packed[1] ?? '') && packed[2] === platform;
    return isVersionWanted(name) && readEntries(join(folder, name, platform)).length > 0;
  });
}

function readEntries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isVersionWanted(version: string): boolean {
  const match = /^(\d+)\.(\d+)\.\d+$/.exec(version);
  if (!match) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return (major === 5 && minor >= 83) || major === 6;
}
