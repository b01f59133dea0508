import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The parsed body; undefined when there is none. */
  readonly body: unknown;
}

export interface CallOptions {
  /** Sent as JSON unless it is a string or bytes. */
  readonly body?: unknown;
  /** Sent with exactly these names. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type CallApi = (method: string, path: string, options?: CallOptions) => Promise<Answer>;

/** The version in an answer that shows an item, or what was added. */
export const versionOf = (answer: Answer): number => (answer.body as { version: number }).version;

/** A client for one address. Plain node:http, because fetch would change the case of header names. */
export function createApiClient(baseUrl: string): CallApi {
  const { hostname, port } = new URL(baseUrl);
  return (method, path, { body, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const payload = toPayload(body);
      const outgoing = request(
        {
          hostname,
          port,
          method,
          path,
          headers: {
            ...(payload && { 'Content-Type': 'application/json', 'Content-Length': String(payload.length) }),
            ...headers,
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: incoming.statusCode ?? 0,
              headers: Object.fromEntries(
                Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
              ),
              text,
              body: parseBody(text, String(incoming.headers['content-type'] ?? '')),
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
}

function toPayload(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function parseBody(text: string, contentType: string): unknown {
  return text !== '' && contentType.includes('json') ? JSON.parse(text) : undefined;
}
