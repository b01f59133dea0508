import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildImage, copySources } from './build-image.ts';
import { type Buildah, openBuildah } from './buildah.ts';
import { type Bases, makeBases } from './make-bases.ts';

/** The image, built from these sources on bases made here. */
export interface ImageRig {
  readonly buildah: Buildah;
  readonly folder: string;
  readonly bases: Bases;
  /** The sources that it was built from. */
  readonly context: string;
  readonly image: string;
  readonly imageId: string;
  readonly buildSeconds: number;
  readonly close: () => void;
}

export function openRig(): ImageRig {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-image-'));
  const buildah = openBuildah(folder);
  const bases = makeBases(buildah, folder);
  const context = copySources(folder);
  const startedAt = performance.now();
  const image = 'localhost/indexer:test';
  const imageId = buildImage(buildah, { name: image, bases, folder, context });
  const buildSeconds = (performance.now() - startedAt) / 1_000;
  return {
    ...{ buildah, folder, bases, context, image, imageId, buildSeconds },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
