import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer that DynamoDB is documented, or was recorded, to give. */
export interface ReplayedAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface FaultProxy {
  readonly url: string;
  /** The next request is answered so, without reaching DynamoDB. */
  readonly replayOnce: (answer: ReplayedAnswer) => void;
  /** The next connection is cut without an answer. */
  readonly cutOnce: () => void;
  readonly close: () => Promise<void>;
}

/** Stands before DynamoDB Local and passes on everything but what it was told to replay. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const faults: ('cut' | ReplayedAnswer)[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const fault = faults.shift();
    if (fault === 'cut') return void incoming.socket.destroy();
    if (fault) {
      outgoing.writeHead(fault.status, { 'Content-Type': 'application/x-amz-json-1.0' });
      return void outgoing.end(JSON.stringify(fault.body));
    }
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = incoming.headers;
    const answer = await fetch(target, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: Buffer.concat(chunks),
    });
    outgoing.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? '' });
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replayOnce: (answer) => void faults.push(answer),
    cutOnce: () => void faults.push('cut'),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
