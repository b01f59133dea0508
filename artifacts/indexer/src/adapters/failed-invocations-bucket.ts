import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { IndexerError } from '../core/errors.ts';
import type { FailedInvocations } from '../flow/failed-invocations.ts';

export interface BucketOptions {
  readonly bucket: string;
  /** What the names begin with; empty, or it ends with a slash. */
  readonly prefix: string;
  /** How long a request that starts now may take; 0 or less: nothing is sent. */
  readonly timeoutMs: () => number;
  /** Names on one page; the limit of S3 is 1,000. */
  readonly pageSize?: number;
}

type Sent<Output> = { readonly output: Output } | { readonly error: string; readonly isPermanent: boolean };

/**
 * The bucket that Lambda writes to. Endpoint, region and credentials are the SDK's own environment. Pages begin behind a
 * name and not at a continuation token, so that they can be returned to at any time. Names are keys below the prefix.
 */
export function createFailedInvocationsBucket(options: BucketOptions): FailedInvocations {
  const { bucket: Bucket, prefix, pageSize = 1_000 } = options;
  const client = new S3Client({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
  return {
    list: async (after) => {
      // Keys as they are would break the XML of the answer where they hold control characters.
      const request = { Bucket, Prefix: prefix, MaxKeys: pageSize, EncodingType: 'url' } as const;
      const behind = after === undefined ? {} : { StartAfter: prefix + after };
      const sent = await send(options, (abortSignal) =>
        client.send(new ListObjectsV2Command({ ...request, ...behind }), { abortSignal }),
      );
      if ('error' in sent) return refuse(sent, `list bucket \`${Bucket}\``);
      const keys = (sent.output.Contents ?? []).map(({ Key }) => decodeKey(String(Key)));
      return { names: keys.map((key) => key.slice(prefix.length)), hasMore: sent.output.IsTruncated === true };
    },
    read: async (name) => {
      const sent = await send(options, async (abortSignal) => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: prefix + name }), { abortSignal });
        return Body?.transformToString();
      });
      if (!('error' in sent)) return sent.output === undefined ? 'unknown' : { text: sent.output };
      if (sent.error === 'NoSuchKey') return 'absent';
      // An archived one, for example: the others can be read nevertheless.
      if (sent.error === 'InvalidObjectState')
        return { malformed: `Expected an object that can be read, got ${sent.error}.` };
      return refuse(sent, `read from bucket \`${Bucket}\``) ?? 'unknown';
    },
    remove: async (name) => {
      const sent = await send(options, (abortSignal) =>
        client.send(new DeleteObjectCommand({ Bucket, Key: prefix + name }), { abortSignal }),
      );
      return !('error' in sent) || (refuse(sent, `remove from bucket \`${Bucket}\``) ?? false);
    },
  };
}

async function send<Output>(
  { timeoutMs }: BucketOptions,
  work: (abortSignal: AbortSignal) => Promise<Output>,
): Promise<Sent<Output>> {
  const leftMs = timeoutMs();
  if (leftMs <= 0) return { error: 'no time left', isPermanent: false };
  try {
    return { output: await work(AbortSignal.timeout(Math.ceil(leftMs))) };
  } catch (error) {
    return toFailure(error);
  }
}

/** S3 says that the request is at fault, or nobody may send it. All else is the network's, the load's, a server's. */
function toFailure(error: unknown): { readonly error: string; readonly isPermanent: boolean } {
  const { name = 'an error', $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  const isTransient = [408, 429].includes(status) || /Timeout|Throttl|SlowDown/.test(name);
  const isPermanent = name === 'CredentialsProviderError' || (status >= 300 && status < 500 && !isTransient);
  return { error: name, isPermanent };
}

function refuse({ error, isPermanent }: { error: string; isPermanent: boolean }, what: string): undefined {
  if (isPermanent) throw new IndexerError('invocations.refused', `Expected to ${what}, got ${error}.`);
}

/** As in a form: `+` is a space. */
function decodeKey(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
