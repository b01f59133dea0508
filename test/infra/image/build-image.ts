import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { repository } from '../tools/tool-path.ts';
import type { Buildah } from './buildah.ts';
import type { Bases } from './make-bases.ts';

export interface BuildOptions {
  readonly name: string;
  readonly bases: Bases;
  readonly folder: string;
  /** Top of the sources. */
  readonly context: string;
  /** `arm64` and the like; absent: this machine's own. */
  readonly architecture?: string;
}

/** The shipped Dockerfile on other bases, by the command of the README. Returns the image's id. */
export function buildImage({ run }: Buildah, { name, bases, folder, context, architecture }: BuildOptions): string {
  const indexer = join(context, 'artifacts/indexer');
  return run([
    ...['build', '--quiet', '--timestamp', '0'],
    ...(architecture ? ['--platform', `linux/${architecture}`] : []),
    ...['--build-arg', `BUILDPLATFORM=linux/${process.arch === 'x64' ? 'amd64' : process.arch}`],
    ...useBases(bases),
    ...shareNpm(folder),
    ...['--ignorefile', join(indexer, 'Dockerfile.dockerignore')],
    ...['--tag', name, '--file', join(indexer, 'Dockerfile'), context],
  ])
    .split('\n')
    .at(-1) as string;
}

/** The sources as they are now; the times of the copies are those of copying. */
export function copySources(folder: string): string {
  const context = mkdtempSync(join(folder, 'sources-'));
  for (const path of ['package.json', 'package-lock.json', 'artifacts/indexer']) {
    cpSync(join(repository, path), join(context, path), {
      recursive: true,
      filter: (from) => !['node_modules', 'dist'].includes(basename(from)),
    });
  }
  return context;
}

/** Nothing is fetched from a registry of images. */
export function useBases({ build, runtime }: Bases): readonly string[] {
  return ['--pull-never', '--build-arg', `BUILD_IMAGE=${build}`, '--build-arg', `RUNTIME_IMAGE=${runtime}`];
}

/** npm reaches the registry in the build as it does here: the same settings, and the certificates that are trusted here. */
export function shareNpm(folder: string): readonly string[] {
  const text = execFileSync('npm', ['config', 'list', '--json'], { encoding: 'utf8', cwd: folder, stdio: 'pipe' });
  const config = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const lines = ['registry', 'proxy', 'https-proxy', 'noproxy', 'strict-ssl']
    .filter((name) => config[name] !== null && config[name] !== undefined && config[name] !== '')
    .map((name) => `${name}=${config[name]}`);
  const trusted = [config.cafile, process.env.NODE_EXTRA_CA_CERTS].find(
    (path): path is string => typeof path === 'string' && existsSync(path),
  );
  const inside = '/run/trusted.pem';
  const npmrc = join(mkdtempSync(join(folder, 'npm-')), 'npmrc');
  writeFileSync(npmrc, [...lines, ...(trusted ? [`cafile=${inside}`] : []), ''].join('\n'));
  return ['--secret', `id=npmrc,src=${npmrc}`, ...(trusted ? ['--volume', `${trusted}:${inside}:ro`] : [])];
}
