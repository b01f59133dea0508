import { connect, createServer } from 'node:net';
import { findPortHolder } from './find-port-holder.ts';
import type { Settings } from './settings.ts';
import { StackError } from './stack-error.ts';

const host = '127.0.0.1';

type PortCheck = 'free' | 'busy' | 'forbidden';

/** Rejects with one `StackError` that names every port of ours that cannot be listened on, and the variable to change. */
export async function checkPorts(settings: Settings): Promise<void> {
  const ports: (readonly [title: string, variable: string, port: number])[] = [
    ['the HTTP API', 'MILLRACE_API_PORT', settings.apiPort],
    ['the page', 'MILLRACE_PAGE_PORT', settings.pagePort],
  ];
  if (settings.ownDynamodb) ports.push(['DynamoDB Local', 'MILLRACE_DYNAMODB_PORT', settings.dynamodbPort]);
  if (settings.ownOpensearch) ports.push(['OpenSearch', 'MILLRACE_OPENSEARCH_PORT', settings.opensearchPort]);
  const taken = new Set(ports.map(([, , port]) => port));
  const faults: string[] = [];
  const changes: string[] = [];
  for (const [title, variable, port] of ports) {
    const check = await checkPort(port);
    if (check === 'free') continue;
    const other = await findFreePort(port, taken);
    taken.add(other);
    faults.push(phraseFault({ title, port, check }));
    changes.push(`${variable}=${other}`);
  }
  if (faults.length === 0) return;
  throw new StackError(faults.join('\n'), `Stop it, or choose another port: ${changes.join(' ')} make up`);
}

function phraseFault({ title, port, check }: { title: string; port: number; check: PortCheck }): string {
  if (check === 'forbidden') return `Port ${port} for ${title} is not allowed for this user.`;
  const holder = findPortHolder(port);
  return `Port ${port} for ${title} is in use${holder ? ` by ${holder}` : ''}.`;
}

async function findFreePort(port: number, taken: ReadonlySet<number>): Promise<number> {
  const first = port < 1_024 ? port + 8_000 : port + 1;
  for (let other = first; other < 65_536; other += 1) {
    if (!taken.has(other) && (await checkPort(other)) === 'free') return other;
  }
  return 20_000;
}

/** Both ways are needed: some systems let us bind 127.0.0.1 although somebody listens on all addresses. */
export async function checkPort(port: number): Promise<PortCheck> {
  return (await answers(port)) ? 'busy' : bind(port);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const settle = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

function bind(port: number): Promise<PortCheck> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EACCES' ? 'forbidden' : 'busy'));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve('free')));
  });
}
