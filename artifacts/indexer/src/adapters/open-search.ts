import { promisify } from 'node:util';
import { gzip as gzipWithCallback } from 'node:zlib';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws-v3';
import connectionModule from '@opensearch-project/opensearch/lib/Connection.js';
import transportModule from '@opensearch-project/opensearch/lib/Transport.js';
import { IndexerError } from '../core/errors.ts';
import type { OpenSearchReply, OpenSearchRequest, SendRequest } from '../flow/send-request.ts';

export interface OpenSearchOptions {
  readonly opensearchUrl: string;
  readonly opensearchSigning: 'none' | 'es';
  readonly region: string;
  /** Bulk bodies of at least that many bytes are compressed; 0: none. */
  readonly gzipBytes: number;
  /** How long an answer to a request that starts now may take, to its last byte; 0 or less: nothing is sent. */
  readonly timeoutMs: () => number;
}

// The package's parts, not its 900 KB of generated methods. They are CommonJS with types written for a bundler.
const Connection = connectionModule as unknown as typeof connectionModule.default;
const Transport = transportModule as unknown as typeof transportModule.default;
type TransportOptions = ConstructorParameters<typeof Transport>[0];

const gzip = promisify(gzipWithCallback);

/** Failures between here and OpenSearch that say nothing about the request. */
const transient = ['ConnectionError', 'TimeoutError', 'RequestAbortedError', 'NoLivingConnectionsError'];

/** One keep-alive client that sends each request once and hands over each answer as text. */
export function createOpenSearch(options: OpenSearchOptions): SendRequest {
  const transport = createTransport(options);
  return async (request) => {
    const timeoutMs = Math.floor(Math.min(options.timeoutMs(), request.timeoutMs ?? Number.POSITIVE_INFINITY));
    if (timeoutMs <= 0) return { kind: 'none', reason: 'no time left' };
    const { body, headers } = await compress(request, options.gzipBytes);
    const sent = transport.request(toParams(request, body), { requestTimeout: timeoutMs, headers });
    // The client's own limit is on silence; this one is on the whole answer.
    const timer = setTimeout(() => sent.abort(), timeoutMs);
    try {
      const reply = await sent;
      return { kind: 'reply', status: reply.statusCode ?? 0, text: String(reply.body) };
    } catch (error) {
      return toReply(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Level 1: six times smaller for half the time of the default. The signature is of the bytes that are sent. */
async function compress({ path, body }: OpenSearchRequest, gzipBytes: number) {
  if (path !== '/_bulk' || body === undefined) return { body, headers: {} };
  // Once, here: the client would measure the text and then encode it.
  const bytes = Buffer.from(body);
  if (gzipBytes === 0 || bytes.length < gzipBytes) return { body: bytes, headers: {} };
  return { body: await gzip(bytes, { level: 1 }), headers: { 'content-encoding': 'gzip' } };
}

function toParams({ method, path, query = {} }: OpenSearchRequest, body: string | Buffer | undefined) {
  const params = { method, path, querystring: { ...query } };
  if (body === undefined) return params;
  return path === '/_bulk' ? { ...params, bulkBody: body } : { ...params, body };
}

function toReply(error: unknown): OpenSearchReply {
  const { name, meta } = error as { name?: string; meta?: { statusCode?: number; body?: unknown } };
  if (name === 'ResponseError' && meta?.statusCode) {
    return { kind: 'reply', status: meta.statusCode, text: String(meta.body) };
  }
  if (name !== undefined && transient.includes(name)) return { kind: 'none', reason: name };
  throw new IndexerError('search.client', 'Expected a request to OpenSearch to be signed and sent, got an error.', {
    cause: error,
  });
}

function createTransport({ opensearchUrl, opensearchSigning, region }: OpenSearchOptions) {
  const signer =
    opensearchSigning === 'none'
      ? undefined
      : AwsSigv4Signer({ region, service: opensearchSigning, getCredentials: defaultProvider() });
  const connection = new (signer?.Connection ?? Connection)({
    url: new URL(opensearchUrl),
    agent: { keepAlive: true, maxSockets: 8 },
  });
  const options = {
    emit: () => true,
    maxRetries: 0,
    requestTimeout: 30_000,
    sniffEndpoint: '',
    // A pool of one: a second address would be another cluster, and a dead one is asked again all the same.
    connectionPool: { getConnection: () => connection, markAlive: () => {}, markDead: () => {} },
    // Text in, text out: what a number means is for whoever asked.
    serializer: {
      serialize: String,
      deserialize: (text: string) => text,
      qserialize: (query: Record<string, string>) => new URLSearchParams(query).toString(),
    },
  };
  return new (signer?.Transport ?? Transport)(options as unknown as TransportOptions);
}
