import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface IndexProxy {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A request that was answered, and the texts that went to and fro. */
export interface Exchange {
  readonly method: string;
  /** As it was asked for, without the query. */
  readonly path: string;
  readonly sent: string;
  readonly answered: string;
}

export interface IndexProxyOptions {
  readonly prefix?: string;
  /** None when absent: then all is passed on as it is. */
  readonly indexes?: readonly string[];
  /** Told before the answer has reached who asked. */
  readonly onAnswer?: (exchange: Exchange) => void;
}

/** Passes requests on to OpenSearch, those about one of these indexes to the one of that name behind a prefix. */
export async function startIndexProxy(
  target: string,
  { prefix = '', indexes = [], onAnswer = () => {} }: IndexProxyOptions,
): Promise<IndexProxy> {
  const agent = new Agent({ keepAlive: true });
  const named = new RegExp(`^/(?=(?:${indexes.join('|')})/)`);
  const server = createServer((incoming, outgoing) => {
    const { method = '', headers, url = '' } = incoming;
    const sent = keepText(incoming);
    const path = url.replace(named, `/${prefix}-`);
    const passed = request(target, { agent, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      const answered = keepText(answer);
      answer.on('end', () => onAnswer({ method, path: url.replace(/\?.*/, ''), sent: sent(), answered: answered() }));
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The text of a message, once it is at its end; the message may be read by others as well. */
function keepText(message: IncomingMessage): () => string {
  const chunks: Buffer[] = [];
  message.on('data', (chunk: Buffer) => void chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}
