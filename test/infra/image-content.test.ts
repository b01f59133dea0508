import { appendFileSync, cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildImage, shareNpm, useBases } from './image/build-image.ts';
import { inspectImage, listFiles, readManifest } from './image/describe-image.ts';
import type { Bases } from './image/make-bases.ts';
import { account, openPublishRig, repositoryUrl } from './image/open-publish-rig.ts';
import { type ImageRig, openRig } from './image/open-rig.ts';
import { redirectBuildah } from './image/redirect-buildah.ts';
import { type PushedManifest, serveRegistry } from './image/serve-registry.ts';
import { readConfig } from './image/start-function.ts';

let rig: ImageRig;
beforeAll(() => {
  rig = openRig();
});
afterAll(() => rig?.close());

const entryPoints = ['bootstrap', 'index', 'jobs', 'maintain', 'measure', 'search'];

test('adds one layer to the base: the bundle of each entry point, and nothing else', () => {
  const { buildah, image, bases } = rig;
  const paths = (name: string) => listFiles(buildah, name).map(({ path }) => path);
  const base = new Set(paths(bases.runtime));

  const added = paths(image).filter((path) => !base.has(path));

  expect(added).toEqual(entryPoints.map((name) => `var/task/${name}.mjs`));
  const layers = inspectImage(buildah, image).layers;
  expect(layers.slice(0, -1)).toEqual(inspectImage(buildah, bases.runtime).layers);
});

test('leaves nothing that the functions could change, and runs them as nobody', () => {
  const files = listFiles(rig.buildah, rig.image).filter(({ path }) => path.startsWith('var/task/'));

  expect(new Set(files.map(({ mode, owner }) => `${mode} ${owner}`))).toEqual(new Set(['0444 0:0']));
  expect(readConfig(rig.buildah, rig.image).User).toBe('65534:65534');
});

test('keeps the entry point of the base, and names a handler for whoever names none', () => {
  const { Entrypoint, Cmd, WorkingDir, Env } = readConfig(rig.buildah, rig.image);

  expect({ Entrypoint, Cmd, WorkingDir }).toEqual({
    Entrypoint: ['/lambda-entrypoint.sh'],
    Cmd: ['index.handler'],
    WorkingDir: '/var/task',
  });
  expect(Env).toEqual(readConfig(rig.buildah, rig.bases.runtime).Env);
});

test('is one image, not a list of images, which Lambda would refuse', () => {
  const { mediaType, layers } = readManifest(rig.buildah, rig.image, rig.folder);

  expect(mediaType).toBe('application/vnd.oci.image.manifest.v1+json');
  expect(layers).toHaveLength(2);
});

test('is the same image when it is built again from the same sources, whatever the times of their files', () => {
  const { buildah, bases, folder } = rig;
  const context = mkdtempSync(join(folder, 'again-'));
  cpSync(rig.context, context, { recursive: true });

  expect(buildImage(buildah, { name: 'localhost/indexer:again', bases, folder, context })).toBe(rig.imageId);
});

test('is another image when a line of the sources is another', () => {
  const { buildah, bases, folder } = rig;
  const context = mkdtempSync(join(folder, 'changed-'));
  cpSync(rig.context, context, { recursive: true });
  appendFileSync(join(context, 'artifacts/indexer/src/search.ts'), "\nexport const changed = 'changed';\n");

  expect(buildImage(buildah, { name: 'localhost/indexer:changed', bases, folder, context })).not.toBe(rig.imageId);
});

test('has the same layer for another processor, as nothing of that processor is run for it', () => {
  const { buildah, folder, context, image } = rig;

  buildImage(buildah, { name: 'localhost/indexer:other', bases: basesOf(other), folder, context, architecture: other });

  const inspected = inspectImage(buildah, 'localhost/indexer:other');
  expect(inspected.architecture).toBe(other);
  expect(inspected.layers.at(-1)).toBe(inspectImage(buildah, image).layers.at(-1));
});

test('is built and pushed by the hook, which hands on the digest that the registry gave it', async () => {
  const publishing = await openPublishRig();
  const pushed: PushedManifest[] = [];
  const registry = await serveRegistry((manifest) => {
    pushed.push(manifest);
    publishing.putImage({ tag: manifest.tag, manifest: manifest.text, mediaType: manifest.mediaType });
  });
  const build = [...useBases(basesOf(other)), ...shareNpm(rig.folder)];
  const builders = { buildah: redirectBuildah(rig.buildah, { build, registry: registry.host }) };

  const architecture = other === 'arm64' ? 'arm64' : 'x86_64';
  const args = [
    'apply',
    repositoryUrl,
    'content-0123456789abcdef',
    '--account',
    account,
    '--architecture',
    architecture,
  ];
  const { status, output, variables } = await publishing.publish(args, { builders });
  registry.close();
  await publishing.close();

  expect({ status, output }).toMatchObject({ status: 0 });
  expect(pushed).toMatchObject([{ name: 'millrace/indexer', mediaType: 'application/vnd.oci.image.manifest.v1+json' }]);
  expect(variables).toEqual({ image_digest: pushed[0]?.digest, image_tag: 'content-0123456789abcdef' });
});

const other = process.arch === 'x64' ? 'arm64' : 'amd64';

/** The same bases, as if they were made for that processor: nothing in them is run by the last stage. */
function basesOf(architecture: string): Bases {
  const { buildah, bases } = rig;
  const runtime = `localhost/runtime-base:${architecture}`;
  const container = buildah.run(['from', bases.runtime]);
  buildah.run(['config', '--arch', architecture, container]);
  buildah.run(['commit', '--quiet', '--rm', container, runtime]);
  return { ...bases, runtime };
}
