import { Agent, type RequestOptions, request } from 'node:http';
import type { CatalogueBook } from './parse-line.ts';

/** Body of `POST /books`. */
export interface NewBook extends Pick<CatalogueBook, 'title' | 'language' | 'category' | 'tags'> {
  readonly bookId: string;
  readonly author: { readonly authorId: string; readonly name?: string; readonly birthdate?: string };
}

export interface Reply {
  readonly status: number;
  /** Name of the problem, without `/problems/`; empty when there is none. */
  readonly problem: string;
  readonly detail: string;
  readonly retryAfterMs: number;
}

/** The API did not answer: refused, reset, timed out. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

export interface LibraryApi {
  readonly url: string;
  readonly postBook: (book: NewBook) => Promise<Reply>;
  readonly hasBook: (bookId: string) => Promise<boolean>;
  /** Never rejects. */
  readonly isUp: () => Promise<boolean>;
}

// API Gateway itself gives up after 29 s.
const timeoutMs = 35_000;

/** The part of the HTTP API that loading needs. One attempt a call; rejects with a `ConnectionError`. */
export function createLibraryApi(url: string): LibraryApi {
  // A third of the processor time of `fetch`, which matters where client and servers share two cores.
  const agent = new Agent({ keepAlive: true });
  const getStatus = async (path: string) => (await send(`${url}${path}`, { method: 'GET', agent })).status;
  return {
    url,
    postBook: async (book) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await send(`${url}/books`, { method: 'POST', headers, agent, body: JSON.stringify(book) });
      return {
        status: answer.status,
        retryAfterMs: 1_000 * (Number(answer.retryAfter) || 0),
        ...parseProblem(answer.status, answer.text),
      };
    },
    hasBook: async (bookId) => (await getStatus(`/books/${bookId}`)) === 200,
    isUp: async () => {
      try {
        return (await getStatus('/')) === 200;
      } catch {
        return false;
      }
    },
  };
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

function send(url: string, { body, ...options }: RequestOptions & { readonly body?: string }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new ConnectionError(error.message));
    const outgoing = request(url, { ...options, timeout: timeoutMs }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', fail);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, retryAfter: incoming.headers['retry-after'], text });
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

function parseProblem(status: number, text: string): Pick<Reply, 'problem' | 'detail'> {
  if (status < 400) return { problem: '', detail: '' };
  try {
    const { type, title, detail } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const problem = typeof type === 'string' ? type.replace(/^.*\//, '') : `status-${status}`;
    return { problem, detail: String(detail ?? title ?? '') };
  } catch {
    return { problem: `status-${status}`, detail: text.slice(0, 200) };
  }
}
