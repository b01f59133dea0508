import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PushedManifest {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
  readonly mediaType: string;
  readonly text: string;
}

/** Where images are pushed to, as far as a push needs it: https://github.com/opencontainers/distribution-spec */
export async function serveRegistry(onManifest: (manifest: PushedManifest) => void) {
  const blobs = new Set<string>();
  const uploads = new Map<string, ReturnType<typeof createHash>>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', 'http://registry');
    const [, name = '', kind, last = ''] =
      /^\/v2\/(.+)\/(blobs|manifests|blobs\/uploads)\/([^/]*)$/.exec(url.pathname) ?? [];
    const reply = (status: number, headers = {}): void => void response.writeHead(status, headers).end();
    if (url.pathname === '/v2/') return reply(200);
    if (kind === 'blobs' && request.method === 'HEAD')
      return reply(blobs.has(last) ? 200 : 404, { 'content-length': 0 });
    if (kind === 'blobs/uploads') {
      const id = last || randomUUID();
      const hash = uploads.get(id) ?? createHash('sha256');
      uploads.set(id, hash);
      for await (const part of request) hash.update(part);
      if (request.method !== 'PUT') return reply(202, { location: `/v2/${name}/blobs/uploads/${id}`, range: '0-0' });
      const digest = `sha256:${hash.digest('hex')}`;
      if (digest !== url.searchParams.get('digest')) return reply(400);
      blobs.add(digest);
      return reply(201, { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest });
    }
    if (kind !== 'manifests' || request.method !== 'PUT') return reply(404);
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += part;
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    onManifest({ name, tag: last, digest, mediaType: request.headers['content-type'] ?? '', text });
    return reply(201, { location: `/v2/${name}/manifests/${digest}`, 'docker-content-digest': digest });
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}
