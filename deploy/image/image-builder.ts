import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegistryLogin } from './ecr-registry.ts';
import type { Repository } from './parse-repository-url.ts';
import { type BuilderCall, type BuilderName, type BuildTarget, planBuild } from './plan-build.ts';
import { PublishError } from './publish-error.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface ImageBuilderOptions {
  readonly contextDir: string;
  readonly env: Env;
  readonly login: (repository: Repository) => Promise<RegistryLogin>;
}

/** Builds and pushes with whichever builder this machine has. */
export function createBuildAndPush({ contextDir, env, login }: ImageBuilderOptions) {
  return async (target: BuildTarget): Promise<void> => {
    const builder = findBuilder(env);
    const authDir = mkdtempSync(join(tmpdir(), 'millrace-login-'));
    try {
      const calls = planBuild({
        ...target,
        builder,
        contextDir,
        login: await login(target.repository),
        npmrc: env.INDEXER_IMAGE_NPMRC || undefined,
        authFile: join(authDir, 'auth.json'),
        hostArchitecture: process.arch === 'x64' ? 'amd64' : process.arch,
      });
      for (const call of calls) await run(builder, call, env);
    } finally {
      rmSync(authDir, { recursive: true, force: true });
    }
  };
}

const probes: Readonly<Record<BuilderName, readonly (readonly string[])[]>> = {
  // A client without buildx, or without a daemon that answers, builds nothing.
  docker: [
    ['buildx', 'version'],
    ['info', '--format', '{{.ServerVersion}}'],
  ],
  buildah: [['version']],
};

function findBuilder(env: Env): BuilderName {
  const forced = env.INDEXER_IMAGE_BUILDER;
  if (forced && forced !== 'docker' && forced !== 'buildah') {
    throw new PublishError(
      `Expected \`INDEXER_IMAGE_BUILDER\` to be docker or buildah, got \`${forced}\`.`,
      'Leave it away: the first of the two that works is taken.',
    );
  }
  const names = forced ? [forced as BuilderName] : (['docker', 'buildah'] as const);
  const faults: string[] = [];
  for (const name of names) {
    const fault = probe(name, env);
    if (fault === undefined) return name;
    faults.push(fault);
  }
  throw new PublishError(
    `Expected a working ${names.join(' or ')} to build the image with, got none: ${faults.join('; ')}.`,
    'Start or install one, or build elsewhere and name the image: INDEXER_IMAGE_DIGEST=sha256:…',
  );
}

/** Why it cannot be used; `undefined`: it can. */
function probe(name: BuilderName, env: Env): string | undefined {
  for (const args of probes[name]) {
    const { error, status, stderr } = spawnSync(name, args, { env, encoding: 'utf8', timeout: 30_000 });
    if (error && 'code' in error && error.code === 'ENOENT') return `${name} is not installed`;
    if (status !== 0) return `${name} ${args[0]}: ${lastLine(stderr) || error?.message || `status ${status}`}`;
  }
  return undefined;
}

/** What the builder prints goes to the terminal at once; its last words are in the error. */
async function run(builder: BuilderName, { args, input }: BuilderCall, env: Env): Promise<void> {
  const child = spawn(builder, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      tail = (tail + chunk.toString()).slice(-4_000);
    });
  }
  // A builder that ends before it has read its input says why itself.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const status = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  if (status === 0) return;
  const step = args[0] === 'buildx' ? 'build' : args[0];
  throw new PublishError(
    `Expected \`${builder} ${step}\` to succeed, got status ${status}: ${lastLine(tail)}`,
    step === 'login' ? 'See above; the login is for the registry of the image.' : 'See above for what it said.',
  );
}

const lastLine = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .at(-1)
    ?.trim() ?? '';
