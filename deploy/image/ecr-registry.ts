import {
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import { createRequestHandler } from '../request-handler.ts';
import type { FindImage } from './find-image.ts';
import type { Repository } from './parse-repository-url.ts';
import { PublishError } from './publish-error.ts';

export interface RegistryLogin {
  readonly user: string;
  readonly password: string;
}

/** The two things asked of ECR, with the credentials that Terraform itself finds. */
export function createEcrRegistry(region: string, env: Readonly<Record<string, string | undefined>>) {
  const client = new ECRClient({ region, requestHandler: createRequestHandler(env) });
  const findImage: FindImage = async ({ registryId, name }, image) => {
    const imageId = 'tag' in image ? { imageTag: image.tag } : { imageDigest: image.digest };
    const command = new DescribeImagesCommand({ registryId, repositoryName: name, imageIds: [imageId] });
    try {
      const [found] = (await client.send(command)).imageDetails ?? [];
      if (!found?.imageDigest) return 'no-image';
      return { digest: found.imageDigest, tags: found.imageTags ?? [], mediaType: found.imageManifestMediaType };
    } catch (error) {
      if (error instanceof RepositoryNotFoundException) return 'no-repository';
      if (error instanceof ImageNotFoundException) return 'no-image';
      throw describe(error, 'ecr:DescribeImages', region);
    }
  };
  const login = async ({ registryId }: Repository): Promise<RegistryLogin> => {
    try {
      const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({ registryIds: [registryId] }));
      const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString();
      const colon = token.indexOf(':');
      return { user: token.slice(0, colon), password: token.slice(colon + 1) };
    } catch (error) {
      throw describe(error, 'ecr:GetAuthorizationToken', region);
    }
  };
  return { findImage, login };
}

function describe(error: unknown, action: string, region: string): PublishError {
  const { name, message } = error instanceof Error ? error : { name: typeof error, message: String(error) };
  return new PublishError(
    `Expected ECR in ${region} to answer ${action}, got ${name}: ${message}`,
    'Check credentials (AWS_PROFILE or AWS_ACCESS_KEY_ID …), their rights, and the network (HTTPS_PROXY).',
    error,
  );
}
