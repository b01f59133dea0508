import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Buildah } from './buildah.ts';

export interface FileEntry {
  readonly path: string;
  readonly mode: string;
  readonly owner: string;
  readonly bytes: number;
}

/** Every file of an image, sorted; not its folders. */
export function listFiles({ run }: Buildah, image: string): readonly FileEntry[] {
  const container = run(['from', image]);
  const root = run(['mount', container]);
  const format = '%P\\t%#m\\t%U:%G\\t%s\\n';
  const text = execFileSync('find', [root, '!', '-type', 'd', '-printf', format], { encoding: 'utf8' });
  run(['umount', container]);
  run(['rm', container]);
  return text
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [string, string, string, string])
    .map(([path, mode, owner, bytes]) => ({ path, mode, owner, bytes: Number(bytes) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

export interface Inspected {
  readonly architecture: string;
  readonly layers: readonly string[];
}

export function inspectImage({ run }: Buildah, image: string): Inspected {
  const { architecture, rootfs } = JSON.parse(run(['inspect', '--type', 'image', image])).OCIv1;
  return { architecture, layers: rootfs.diff_ids };
}

export interface Manifest {
  readonly mediaType: string;
  readonly layers: readonly { readonly digest: string; readonly size: number }[];
}

/** What a push would send: the manifest, with the layers as they are compressed. */
export function readManifest({ run }: Buildah, image: string, folder: string): Manifest {
  const layout = mkdtempSync(join(folder, 'layout-'));
  run(['push', '--quiet', image, `oci:${layout}:it`]);
  const read = (path: string) => JSON.parse(readFileSync(join(layout, path), 'utf8'));
  const [{ digest }] = read('index.json').manifests;
  return read(`blobs/${digest.replace(':', '/')}`);
}
