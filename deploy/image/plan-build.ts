import type { Architecture } from './parse-publish-request.ts';
import type { Repository } from './parse-repository-url.ts';

export type BuilderName = 'docker' | 'buildah';

export interface BuildTarget {
  readonly repository: Repository;
  readonly tag: string;
  readonly architecture: Architecture;
}

/** One call of a builder; `input` goes to its standard input, so that no password stands in a list of processes. */
export interface BuilderCall {
  readonly args: readonly string[];
  readonly input?: string;
}

export interface BuildPlanOptions extends BuildTarget {
  readonly builder: BuilderName;
  readonly login: { readonly user: string; readonly password: string };
  /** Top of the repository. */
  readonly contextDir: string;
  /** An .npmrc for the build, when the packages come from a registry of one's own. */
  readonly npmrc: string | undefined;
  /** Where buildah keeps the login; docker has a place of its own. */
  readonly authFile: string;
  /** This machine's own processor, as the builders call it. */
  readonly hostArchitecture: string;
}

const dockerfile = 'artifacts/indexer/Dockerfile';

/** The calls that log in, build and push, in this order. */
export function planBuild(options: BuildPlanOptions): readonly BuilderCall[] {
  return options.builder === 'docker' ? planDocker(options) : planBuildah(options);
}

function planDocker({ repository, tag, architecture, login, contextDir, npmrc }: BuildPlanOptions) {
  const image = `${repository.url}:${tag}`;
  return [
    { args: ['login', '--username', login.user, '--password-stdin', repository.host], input: login.password },
    {
      args: [
        ...['buildx', 'build', '--platform', toPlatform(architecture)],
        // With either of these the push is a list of images, which Lambda refuses.
        ...['--provenance=false', '--sbom=false'],
        // The same sources give the same bytes.
        ...['--build-arg', 'SOURCE_DATE_EPOCH=0'],
        ...['--output', `type=image,"name=${image}",push=true,rewrite-timestamp=true`],
        ...(npmrc ? ['--secret', `id=npmrc,src=${npmrc}`] : []),
        ...['--file', `${contextDir}/${dockerfile}`, contextDir],
      ],
    },
  ];
}

function planBuildah(options: BuildPlanOptions): readonly BuilderCall[] {
  const { repository, tag, architecture, login, contextDir, npmrc, authFile, hostArchitecture } = options;
  const image = `${repository.url}:${tag}`;
  const auth = ['--authfile', authFile];
  return [
    { args: ['login', ...auth, '--username', login.user, '--password-stdin', repository.host], input: login.password },
    {
      args: [
        ...['build', '--platform', toPlatform(architecture)],
        // Older ones do not set it themselves.
        ...['--build-arg', `BUILDPLATFORM=linux/${hostArchitecture}`],
        ...['--timestamp', '0'],
        ...['--ignorefile', `${contextDir}/${dockerfile}.dockerignore`],
        ...(npmrc ? ['--secret', `id=npmrc,src=${npmrc}`] : []),
        ...['--tag', image, '--file', `${contextDir}/${dockerfile}`, contextDir],
      ],
    },
    { args: ['push', ...auth, image] },
  ];
}

const toPlatform = (architecture: Architecture): string => (architecture === 'arm64' ? 'linux/arm64' : 'linux/amd64');
