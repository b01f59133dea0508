import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Aws } from './aws.ts';
import type { FindImage, StoredImage } from './image/find-image.ts';
import { parseRepositoryUrl } from './image/parse-repository-url.ts';
import type { Environment } from './read-env.ts';
import { UsageError } from './usage-error.ts';

/** The functions of an environment: all run one image. */
const functions = ['bootstrap', 'index', 'jobs', 'search', 'maintain', 'measure'] as const;

interface Dependencies {
  readonly getImage: Aws['getImage'];
  readonly findImage: FindImage;
}

/** Throws a `UsageError` when the second environment cannot take the first one's image. */
export function requirePromotable(from: Environment, to: Environment): void {
  if (from.name === to.name) throw new UsageError(`Expected two environments, got ${from.name} twice.`);
  const path = join(to.dir, 'env.hcl');
  if (to.imageSource !== 'promoted') {
    throw new UsageError(
      `Expected ${to.name} to deploy what is promoted to it, got image_source = "${to.imageSource}".`,
      `Set image_source = "promoted" in ${path}.`,
    );
  }
  if (to.imageAccountId !== from.imageAccountId || to.region !== from.region) {
    throw new UsageError(
      `Expected one image repository for both, got account ${from.imageAccountId} in ${from.region} for ${from.name}, ` +
        `${to.imageAccountId} in ${to.region} for ${to.name}.`,
      `Correct image_repository or region in ${path}.`,
    );
  }
}

/** Writes down for `to` the image that `from` runs. Gives back what to say. */
export async function promote(from: Environment, to: Environment, dependencies: Dependencies): Promise<string> {
  const uri = await findRunning(from, dependencies);
  const [url = '', digest = ''] = uri.split('@');
  const image = await findStored(url, digest, dependencies);
  const tag = image.tags.find((name) => name.startsWith('content-')) ?? image.tags[0];
  if (tag === undefined) {
    throw new UsageError(
      `Expected the image ${uri} to have a tag, got none: the repository forgets such images.`,
      `Give it one (aws ecr put-image), or build it anew: make apply ENV=${from.name}`,
    );
  }
  const path = join(to.dir, 'promoted.json');
  const content = { image_digest: image.digest, image_tag: tag, from: from.name };
  writeFileSync(`${path}.new`, `${JSON.stringify(content, undefined, 2)}\n`);
  renameSync(`${path}.new`, path);
  return [
    `${to.name} is to run ${tag} (${image.digest}), as ${from.name} does.`,
    `Commit live/${to.name}/promoted.json, then: make apply ENV=${to.name}`,
  ].join('\n');
}

async function findRunning({ name, prefix }: Environment, { getImage }: Dependencies): Promise<string> {
  const names = functions.map((one) => `${prefix}-${one}`);
  const uris = await Promise.all(names.map(getImage));
  const remedy = `make apply ENV=${name}`;
  const missing = names.filter((_, place) => uris[place] === undefined);
  if (missing.length > 0) {
    throw new UsageError(`Expected ${name} to be deployed, got no function ${missing.join(', ')}.`, remedy);
  }
  const [uri = '', ...others] = new Set(uris as readonly string[]);
  if (others.length > 0) {
    const lines = names.map((one, place) => `  ${one}: ${uris[place]}`).join('\n');
    throw new UsageError(`Expected all functions of ${name} to run one image, got:\n${lines}`, remedy);
  }
  if (/@sha256:[0-9a-f]{64}$/.test(uri)) return uri;
  throw new UsageError(`Expected the functions of ${name} to run an image by its digest, got \`${uri}\`.`, remedy);
}

async function findStored(url: string, digest: string, { findImage }: Dependencies): Promise<StoredImage> {
  const image = await findImage(parseRepositoryUrl(url), { digest });
  if (typeof image === 'object') return image;
  throw new UsageError(
    `Expected ${digest} in ${url}, got ${image === 'no-image' ? 'no such image' : 'no such repository'}.`,
    'What runs there cannot be deployed again: build it anew, or promote another environment.',
  );
}
