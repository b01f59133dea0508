import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RoleProxy {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Passes every request on as one of this IAM role. In a domain the signature says who asks, and the plugin takes the role's
 * ARN for the name of the user and of its one backend role; here a header says the same.
 */
export async function startRoleProxy(target: string, arn: string): Promise<RoleProxy> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    const identity = { 'x-proxy-user': arn, 'x-proxy-roles': arn, 'x-forwarded-for': '10.0.0.1' };
    const { method, url: path } = incoming;
    const passed = request(target, { agent, method, path, headers: { ...incoming.headers, ...identity } }, (answer) => {
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
