import { PublishError } from './publish-error.ts';

/** A repository of ECR; whose it is and where stands in its address. */
export interface Repository {
  readonly url: string;
  readonly host: string;
  readonly name: string;
  readonly registryId: string;
  readonly region: string;
}

const form =
  /^(?<host>(?<registryId>\d{12})\.dkr\.ecr(?:-fips)?\.(?<region>[a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?)\/(?<name>[a-z0-9]+(?:[._/-][a-z0-9]+)*)$/;

export function parseRepositoryUrl(url: string): Repository {
  const { host, name, registryId, region } = form.exec(url)?.groups ?? {};
  if (host && name && registryId && region) return { url, host, name, registryId, region };
  throw new PublishError(
    `Expected the address of an ECR repository (<account>.dkr.ecr.<region>.amazonaws.com/<name>), got \`${url}\`.`,
    'It is the output `repository_url` of the unit ecr; its mock must have the same form.',
  );
}
