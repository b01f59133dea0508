import { createServer } from 'node:net';

/** Below what systems take for outgoing connections: a server may bind its port only seconds later. */
const firstPort = 15_000;
const portsPerWorker = 5_000;
/** Jest's workers, of which there are two, and what is before them draw from a part each. */
const ownPart = firstPort + (Number(process.env.JEST_WORKER_ID ?? 0) % 3) * portsPerWorker;
const given = new Set<number>();

/** Ports that nobody listens on now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = ownPart + Math.floor(Math.random() * portsPerWorker);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    ports.push(port);
  }
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (isListening) await new Promise((resolve) => server.close(resolve));
  return isListening;
}
