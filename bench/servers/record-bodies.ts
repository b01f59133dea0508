import { createWriteStream } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorder {
  /** To be used in place of the server's own address. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Stands before a server, hands everything on, and keeps the body of each `_bulk` request: NDJSON of `{ path, text }`. */
export async function recordBodies(target: string, bodiesPath: string): Promise<Recorder> {
  const file = createWriteStream(bodiesPath);
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const body = Buffer.concat(chunks);
      const path = asked.url ?? '/';
      if (path.startsWith('/_bulk')) file.write(`${JSON.stringify({ path, text: body.toString() })}\n`);
      const onwards = request(new URL(path, target), { method: asked.method, headers: asked.headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      onwards.on('error', () => answer.destroy());
      onwards.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await new Promise<void>((resolve) => file.end(resolve));
    },
  };
}
