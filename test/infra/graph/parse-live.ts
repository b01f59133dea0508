import { posix } from 'node:path';
import { type Hcl, isHcl, labelled, unlabelled } from '../hcl/parse-hcl.ts';
import type { Dependency, Live, LiveFile, Unit } from './live.ts';

const { dirname, join, normalize } = posix;

/** The units of all environments from all HCL files, which are named by their paths within the repository. */
export function parseLive(files: readonly LiveFile[]): Live {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const settings = new Map<string, LiveFile>();
  const units: Unit[] = [];
  for (const file of files) {
    const [live, environment = '', name = '', ...deeper] = file.path.split('/');
    if (live !== 'live') continue;
    if (name === 'env.hcl') settings.set(environment, file);
    if (deeper.join('/') === 'terragrunt.hcl') units.push(parseUnit(environment, name, file, byPath));
  }
  return { root: byPath.get('terragrunt.hcl'), settings, units, files };
}

function parseUnit(environment: string, name: string, file: LiveFile, byPath: ReadonlyMap<string, LiveFile>): Unit {
  const folder = dirname(file.path);
  const included = labelled(file.hcl, 'include').map(([, body]) => resolvePath(body.path, folder));
  const wanted = included.filter((path) => path !== 'terragrunt.hcl');
  const files = [...wanted.flatMap((path) => byPath.get(path) ?? []), file];
  const sources = files.flatMap(({ hcl }) => unlabelled(hcl, 'terraform')).map(({ source }) => source);
  const inputs = files.map(({ hcl }) => hcl.inputs ?? {});
  return {
    environment,
    name,
    file,
    files,
    lostIncludes: wanted.filter((path) => !byPath.has(path)),
    module: moduleOf(resolvePath(sources.filter(Boolean).at(-1), folder)),
    dependencies: mergeDependencies(files, folder),
    after: files
      .flatMap(({ hcl }) => unlabelled(hcl, 'dependencies'))
      .flatMap(({ paths }) => (Array.isArray(paths) ? paths : [paths]))
      .map((path) => resolvePath(path, folder)),
    inputs: inputs.every(isHcl) ? Object.assign({}, ...inputs) : undefined,
  };
}

/** Terragrunt's `//` says which folder is copied; for the path it is one slash. */
const moduleOf = (source: string): string | undefined => /^modules\/([^/]+)$/.exec(source)?.[1];

/** Within the repository. What cannot be told without Terragrunt stays as it is and is found by nobody. */
function resolvePath(value: unknown, folder: string): string {
  if (typeof value !== 'string') return String(value);
  const path = value.replace(/^\$\{get_terragrunt_dir\(\)\}/, folder);
  if (path.includes('${')) return value;
  return normalize(path === value ? join(folder, path) : path);
}

/** As `merge_strategy = "deep"` does it: of two declarations of one name, the mocks add up. */
function mergeDependencies(files: readonly LiveFile[], folder: string): readonly Dependency[] {
  const merged = new Map<string, Dependency>();
  for (const [name, body] of files.flatMap(({ hcl }) => labelled(hcl, 'dependency'))) {
    const before = merged.get(name);
    merged.set(name, {
      name,
      target: resolvePath(body.config_path, folder),
      mocks: mergeDeep(before?.mocks, body.mock_outputs),
      mockCommands: body.mock_outputs_allowed_terraform_commands,
      mergeStrategy: body.mock_outputs_merge_strategy_with_state,
    });
  }
  return [...merged.values()];
}

function mergeDeep(left: unknown, right: unknown): unknown {
  if (!isHcl(left) || !isHcl(right)) return right ?? left;
  const merged: Record<string, unknown> = { ...left };
  for (const [name, value] of Object.entries(right)) merged[name] = mergeDeep(merged[name], value);
  return merged satisfies Hcl;
}
