import { type FindImage, type ImageName, refuseIndex, type StoredImage } from './find-image.ts';
import type { Architecture, PublishRequest } from './parse-publish-request.ts';
import type { Repository } from './parse-repository-url.ts';
import { PublishError } from './publish-error.ts';

/** The variables of the module `ecr-image`. */
export interface PublishedImage {
  readonly image_digest: string;
  readonly image_tag: string;
}

export interface PublishDependencies {
  readonly findImage: FindImage;
  readonly readPromotedDigest: (path: string) => string;
  /** Builds the image and pushes it under this tag. Rejects with what the builder said. */
  readonly buildAndPush: (target: {
    readonly repository: Repository;
    readonly tag: string;
    readonly architecture: Architecture;
  }) => Promise<void>;
  readonly pause: () => Promise<void>;
  readonly say: (line: string) => void;
}

const placeholderDigest = `sha256:${'0'.repeat(64)}`;

/** Decides which image is deployed: the given one, the promoted one, or that of these sources, built when it is missing. */
export async function publishImage(
  request: PublishRequest,
  dependencies: PublishDependencies,
): Promise<PublishedImage> {
  const { mode, givenDigest, promotedFile } = request;
  if (mode === 'placeholder') return { image_digest: placeholderDigest, image_tag: request.tag };
  if (givenDigest) return useDigest(request, givenDigest, 'INDEXER_IMAGE_DIGEST', dependencies);
  if (promotedFile) {
    return useDigest(request, dependencies.readPromotedDigest(promotedFile), promotedFile, dependencies);
  }
  return useTag(request, dependencies);
}

async function useDigest(
  { repository, tag }: PublishRequest,
  digest: string,
  source: string,
  { findImage, say }: PublishDependencies,
): Promise<PublishedImage> {
  const image = await findImage(repository, { digest });
  if (typeof image === 'string') {
    const what = image === 'no-repository' ? 'no such repository' : 'no such image';
    throw new PublishError(
      `Expected ${repository.url} to have ${digest} (${source}), got ${what}.`,
      `Push it there first, or name another one; without ${source} the image of these sources is used.`,
    );
  }
  refuseIndex(image, repository);
  const [imageTag] = image.tags.includes(tag) ? [tag] : image.tags;
  if (imageTag === undefined) {
    throw new PublishError(
      `Expected ${repository.url}@${digest} (${source}) to carry a tag, got none: the repository's lifecycle deletes such images.`,
      'Give it a tag (aws ecr put-image with the same manifest), then try again.',
    );
  }
  say(`Image ${imageTag} (${digest}), named by ${source}.`);
  return { image_digest: digest, image_tag: imageTag };
}

async function useTag(request: PublishRequest, dependencies: PublishDependencies): Promise<PublishedImage> {
  const { mode, repository, tag, account } = request;
  const { findImage, say } = dependencies;
  const found = await findImage(repository, { tag });
  if (typeof found !== 'string') {
    say(`Image ${tag} is in the repository (${found.digest}).`);
    return toPublished(found, request);
  }
  if (account !== undefined && repository.registryId !== account) {
    throw new PublishError(
      `Expected ${repository.url}:${tag} to be there, as account ${account} only reads what ${repository.registryId} builds; got ${found === 'no-image' ? 'no such image' : 'no such repository'}.`,
      `Deploy these sources where the repository is (account ${repository.registryId}) first, or promote what runs there.`,
    );
  }
  if (mode === 'look-up') {
    say(`Image ${tag} is not in ${repository.url}: apply will build it. Planned with a placeholder for its digest.`);
    return { image_digest: placeholderDigest, image_tag: tag };
  }
  if (found === 'no-repository') {
    throw new PublishError(
      `Expected the repository ${repository.url}, got none.`,
      'The unit ecr creates it: apply the whole environment, or that unit first.',
    );
  }
  return toPublished(await build(request, dependencies), request);
}

async function build(request: PublishRequest, dependencies: PublishDependencies): Promise<StoredImage> {
  const { repository, tag, architecture } = request;
  const { buildAndPush, say } = dependencies;
  say(`Image ${tag} is not in ${repository.url}: building it for ${architecture} …`);
  try {
    await buildAndPush({ repository, tag, architecture });
  } catch (error) {
    // Tags are immutable and follow from the content: whoever was faster has pushed what we have built.
    const other = await dependencies.findImage(repository, { tag });
    if (typeof other === 'string') throw error;
    say(`Somebody else has pushed ${tag} in the meantime (${other.digest}).`);
    return other;
  }
  const pushed = await findPushed(repository, { tag }, dependencies);
  say(`Image ${tag} is pushed (${pushed.digest}).`);
  return pushed;
}

async function findPushed(
  repository: Repository,
  name: ImageName,
  { findImage, pause }: PublishDependencies,
): Promise<StoredImage> {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const image = await findImage(repository, name);
    if (typeof image !== 'string') return image;
    await pause();
  }
  throw new PublishError(
    `Expected ${repository.url} to have what was just pushed, got no such image.`,
    'Look whether the builder pushed to another place, then apply again.',
  );
}

function toPublished(image: StoredImage, { repository, tag }: PublishRequest): PublishedImage {
  return { image_digest: refuseIndex(image, repository).digest, image_tag: tag };
}
