import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Lets the tests, which may run in other processes, do to the stack what only the process that started it can do:
 * `POST /<action>`. Resolves with the address.
 */
export async function serveControl(actions: ReadonlyMap<string, () => Promise<void>>): Promise<string> {
  const server = createServer(async (request, response) => {
    // An open connection would hold up the end of the process.
    response.setHeader('Connection', 'close');
    const action = actions.get(request.url?.slice(1) ?? '');
    try {
      await action?.();
      response.writeHead(action ? 204 : 404).end();
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
