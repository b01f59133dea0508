import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { freePorts } from '../../test/e2e/support/free-ports.ts';

function start(env: Record<string, string>) {
  return spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('main.ts', import.meta.url))], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A start takes about a second, more on a busy machine. */
const timeoutMs = 120_000;

/** Runs the process to its end. */
async function run(env: Record<string, string>): Promise<{ code: unknown; stderr: string }> {
  const child = start(env);
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, stderr };
}

test(
  'names the remedy when its port is taken',
  async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = String(Object(server.address()).port);

    const result = await run({ MILLRACE_API_PORT: port });
    server.close();

    expect(result).toEqual({
      code: 1,
      stderr: `Port ${port} on 127.0.0.1 is in use: stop what listens there, or set MILLRACE_API_PORT to a free port.\n`,
    });
  },
  timeoutMs,
);

test(
  'stops when it is asked to',
  async () => {
    const [port] = await freePorts(1);

    const child = start({ MILLRACE_API_PORT: String(port) });
    await once(child.stdout, 'data');
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    child.kill('SIGTERM');

    expect([answer.status, await once(child, 'exit')]).toEqual([200, [0, null]]);
  },
  timeoutMs,
);

test(
  'names a setting that is wrong',
  async () => {
    const { code, stderr } = await run({ MILLRACE_API_PORT: 'http' });

    expect(code).toBe(1);
    expect(stderr).toBe('Expected `MILLRACE_API_PORT` to be a port from 1 to 65535, got `http`.\n');
  },
  timeoutMs,
);
