/** The limit: the bodies that the indexer has sent, recorded before, by one connection that stays open. Nothing is looked at. */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

export async function createHandler({ url, bodiesPath, batches }) {
  const bodies = readFileSync(bodiesPath, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const sends = bodies.map(({ path, text }) => ({ path, bytes: Buffer.from(text) }));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let invocation = 0;
  let sent = 0;
  return async () => {
    invocation += 1;
    const share = Math.ceil((sends.length * invocation) / batches);
    for (const { path, bytes } of sends.slice(sent, share)) await post(new URL(path, url), { bytes, agent });
    sent = share;
  };
}

function post(url, { bytes, agent }) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-ndjson', 'content-length': bytes.length };
    const sending = request(url, { method: 'POST', agent, headers }, (reply) => {
      reply.resume().on('end', () => (reply.statusCode === 200 ? resolve() : reject(new Error(`${reply.statusCode}`))));
    });
    sending.on('error', reject).end(bytes);
  });
}
