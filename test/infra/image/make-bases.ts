import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toolPath } from '../tools/tool-path.ts';
import type { Buildah } from './buildah.ts';

/** Names of the images that stand in for those the Dockerfile names: registries of images are not reached from here. */
export interface Bases {
  readonly build: string;
  readonly runtime: string;
}

/** Both from what is on this machine: its shell and libraries, Node.js 22 from PyPI, AWS's runtime client from npm. */
export function makeBases(buildah: Buildah, folder: string): Bases {
  return { build: makeBuildBase(buildah, folder), runtime: makeRuntimeBase(buildah, folder) };
}

/** What `node:22-slim` is to the Dockerfile: a shell, Node.js, npm. */
function makeBuildBase(buildah: Buildah, folder: string): string {
  const root = makeRoot(folder);
  copyProgram(root, join(toolPath('node'), 'bin/node'), '/usr/local/bin/node');
  copyProgram(root, '/usr/bin/env', '/usr/bin/env');
  cpSync(join(toolPath('node'), 'lib/node_modules/npm'), join(root, 'usr/local/lib/node_modules/npm'), {
    recursive: true,
  });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm'));
  return commit(buildah, root, 'localhost/build-base:22', { env: { PATH: '/usr/local/bin:/usr/bin:/bin' } });
}

const entrypoint = `#!/bin/sh
if [ $# -ne 1 ]; then
  echo "entrypoint requires the handler name to be the first argument" >&2
  exit 142
fi
export _HANDLER="$1"
exec /var/runtime/bootstrap
`;

/** Both heaps as AWS's own bootstrap sets them from the function's memory; a command line's flag beats NODE_OPTIONS. */
const bootstrap = `#!/bin/sh
young=$((AWS_LAMBDA_FUNCTION_MEMORY_SIZE / 10))
exec /var/lang/bin/node --expose-gc --max-http-header-size 81920 --max-semi-space-size=$((young / 2)) \\
  --max-old-space-size=$((AWS_LAMBDA_FUNCTION_MEMORY_SIZE - young)) /var/runtime/index.mjs "$_HANDLER"
`;

/** What `public.ecr.aws/lambda/nodejs:22` promises: the entry point, the runtime client and the variables. */
function makeRuntimeBase(buildah: Buildah, folder: string): string {
  const root = makeRoot(folder);
  copyProgram(root, join(toolPath('node'), 'bin/node'), '/var/lang/bin/node');
  const packages = join(toolPath('runtime-client'), 'node_modules');
  for (const file of ['index.mjs', 'rapid-client.node']) {
    cpSync(join(packages, 'aws-lambda-ric', file), join(root, 'var/runtime', file));
  }
  cpSync(join(packages, '@aws'), join(root, 'var/runtime/node_modules/@aws'), { recursive: true });
  writeProgram(join(root, 'lambda-entrypoint.sh'), entrypoint);
  writeProgram(join(root, 'var/runtime/bootstrap'), bootstrap);
  mkdirSync(join(root, 'var/task'));
  return commit(buildah, root, 'localhost/runtime-base:22', {
    env: {
      PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
      LANG: 'en_US.UTF-8',
      LAMBDA_TASK_ROOT: '/var/task',
      LAMBDA_RUNTIME_DIR: '/var/runtime',
    },
    more: ['--workingdir', '/var/task', '--entrypoint', '["/lambda-entrypoint.sh"]'],
  });
}

function makeRoot(folder: string): string {
  const root = mkdtempSync(join(folder, 'base-'));
  chmodSync(root, 0o755);
  for (const name of ['etc', 'root', 'tmp', 'proc', 'dev', 'usr/bin', 'var']) {
    mkdirSync(join(root, name), { recursive: true });
  }
  chmodSync(join(root, 'tmp'), 0o1777);
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  copyProgram(root, '/bin/sh', '/bin/sh');
  return root;
}

/** A program and the libraries that the loader would look for. */
function copyProgram(root: string, from: string, to: string): void {
  copy(from, join(root, to));
  const libraries = execFileSync('ldd', [from], { encoding: 'utf8' }).match(/\/\S+(?= \(0x)/g) ?? [];
  for (const library of libraries) if (!existsSync(join(root, library))) copy(library, join(root, library));
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { dereference: true });
}

function writeProgram(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

interface ImageConfig {
  readonly env: Readonly<Record<string, string>>;
  readonly more?: readonly string[];
}

function commit({ run }: Buildah, root: string, name: string, { env, more = [] }: ImageConfig): string {
  const container = run(['from', 'scratch']);
  run(['copy', '--quiet', container, root, '/']);
  const variables = Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  run(['config', ...variables, ...more, container]);
  run(['commit', '--quiet', '--rm', container, name]);
  rmSync(root, { recursive: true });
  return name;
}
