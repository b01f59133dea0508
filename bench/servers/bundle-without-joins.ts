import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../local/stack/settings.ts';

const indexer = join(projectRoot, 'artifacts', 'indexer');
const registry = join(projectRoot, 'bench', 'contenders', 'registry-without-joins.ts');
const noProfileFiles = join(indexer, 'no-profile-files.mjs');
const profileReaders = ['ini', 'process', 'sso', 'web-identity'].map((name) => `@aws-sdk/credential-provider-${name}`);

/** Bundles the stream's entry point as `artifacts/indexer/build.mjs` does, but for books that join nothing, in another index. */
export async function bundleWithoutJoins(outfile: string, index: string): Promise<void> {
  await build({
    entryPoints: [join(indexer, 'src', 'index.ts')],
    outfile,
    define: { benchIndex: JSON.stringify(index) },
    bundle: true,
    ...(existsSync(noProfileFiles) && {
      alias: Object.fromEntries(profileReaders.map((name) => [name, noProfileFiles])),
    }),
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    plugins: [
      {
        name: 'other-registry',
        setup: ({ onResolve }) => {
          onResolve({ filter: /entities\/registry\.ts$/ }, () => ({ path: registry }));
        },
      },
    ],
  });
}
