import type { Repository } from './parse-repository-url.ts';
import { PublishError } from './publish-error.ts';

/** An image that stands in the registry. */
export interface StoredImage {
  readonly digest: string;
  readonly tags: readonly string[];
  readonly mediaType: string | undefined;
}

/** Which image: by tag or by digest. */
export type ImageName = { readonly tag: string } | { readonly digest: string };

/** What is asked of the registry; `undefined`: the repository itself is not there. */
export type FindImage = (
  repository: Repository,
  name: ImageName,
) => Promise<StoredImage | 'no-repository' | 'no-image'>;

const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** Lambda takes the manifest of one image, never a list of them: such a digest would fail only when a function is made. */
export function refuseIndex(image: StoredImage, repository: Repository): StoredImage {
  if (!image.mediaType || !indexTypes.includes(image.mediaType)) return image;
  throw new PublishError(
    `Expected ${repository.url}@${image.digest} to be one image, got a list of images (${image.mediaType}), which Lambda refuses.`,
    'Build it with `docker buildx build --provenance=false --sbom=false` for one platform, under another tag.',
  );
}
