/** Bundles each entry point into one file without node_modules. The same sources give the same bytes. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const names = ['index', 'jobs', 'search', 'bootstrap', 'maintain', 'measure'];
const entryPoints = names.map((name) => `src/${name}.ts`);
const noProfileFiles = fileURLToPath(new URL('no-profile-files.mjs', import.meta.url));
const profileReaders = ['ini', 'process', 'sso', 'web-identity'].map((name) => `@aws-sdk/credential-provider-${name}`);

await rm(new URL('dist/', import.meta.url), { recursive: true, force: true });
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: entryPoints.filter((path) => existsSync(new URL(path, import.meta.url))),
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  alias: Object.fromEntries(profileReaders.map((name) => [name, noProfileFiles])),
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // The packages' ES modules can be shaken; their CommonJS is half as big again.
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  // CommonJS inside an ES module still calls `require` for what Node brings along.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
});
