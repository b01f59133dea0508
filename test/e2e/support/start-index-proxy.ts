import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface IndexProxy {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Passes requests on to OpenSearch, those about one of these indexes to the one of that name behind a prefix. */
export async function startIndexProxy(
  target: string,
  { prefix, indexes }: { readonly prefix: string; readonly indexes: readonly string[] },
): Promise<IndexProxy> {
  const agent = new Agent({ keepAlive: true });
  const named = new RegExp(`^/(?=(?:${indexes.join('|')})/)`);
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = '' } = incoming;
    const path = url.replace(named, `/${prefix}-`);
    const passed = request(target, { agent, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
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
