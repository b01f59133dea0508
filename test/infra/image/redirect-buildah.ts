import type { Buildah } from './buildah.ts';

export interface Redirection {
  /** Words that `build` gets besides its own: bases that are here, and how npm reaches its registry. */
  readonly build: readonly string[];
  /** Stands for ECR, whose name nobody can resolve here. */
  readonly registry: string;
}

/** The text of a program that is buildah for the publisher: the real one, but for where its bases come from and its push goes. */
export function redirectBuildah({ global, env }: Buildah, { build, registry }: Redirection): string {
  const program = ({ global, env, build, registry, spawnSync }: Facts): void => {
    const [command = '', ...rest] = process.argv.slice(2);
    const image = rest.at(-1) ?? '';
    const words =
      command === 'build'
        ? ['build', ...build, ...rest]
        : ['push', '--tls-verify=false', image, `docker://${image.replace(/^[^/]+/, registry)}`];
    if (command === 'version' || command === 'login') return;
    const { status } = spawnSync('/usr/bin/env', ['buildah', ...global, ...words], { env, stdio: 'inherit' });
    process.exitCode = status ?? 1;
  };
  const facts = JSON.stringify({ global, env, build, registry });
  return `(${program})({ ...${facts}, spawnSync: require('node:child_process').spawnSync });`;
}

interface Facts extends Redirection {
  readonly global: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly spawnSync: typeof import('node:child_process').spawnSync;
}
