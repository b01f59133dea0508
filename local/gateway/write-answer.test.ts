import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createGateway } from './create-gateway.ts';
import { buildDocument, mockOperation } from './fixtures/build-document.ts';

let app: FastifyInstance;
let port: number;

beforeEach(async () => {
  const template = '#set($context.responseOverride.header.ETag = "1")text';
  const document = buildDocument({
    '/': { get: mockOperation(template), post: mockOperation('#set($context.responseOverride.status = 204)') },
  });
  app = await createGateway({ document, values: {}, dynamodbUrl: 'http://127.0.0.1:1', functions: {} });
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});

afterEach(() => app.close());

/** Sends bytes as they are and reads until the server closes. */
async function talk(...parts: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  for (const part of parts) socket.write(part);
  return text(socket);
}

test('keeps the case of header names', async () => {
  const answer = await talk('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');

  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer).toContain('\r\nETag: 1\r\n');
  expect(answer).toMatch(/\r\nContent-Length: 4\r\n.*\r\n\r\ntext$/s);
});

test('sends neither body nor length with 204', async () => {
  const answer = await talk('POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');

  expect(answer).toMatch(/^HTTP\/1\.1 204 /);
  expect(answer).not.toMatch(/Content-Length|Transfer-Encoding/i);
  expect(answer).toMatch(/\r\n\r\n$/);
});

test('answers 413 to a client that is still sending', async () => {
  const bytes = 20 * 1_024 * 1_024;
  const answer = await talk(
    `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${bytes}\r\n\r\n`,
    'x'.repeat(bytes),
  );

  expect(answer).toMatch(/^HTTP\/1\.1 413 .*\{"message":"Request Too Long"\}$/s);
});

test('answers what is no HTTP with 400, and too long headers with 431', async () => {
  expect(await talk('HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n.*\{"message":"Bad Request"\}$/s);
  expect(await talk(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
});
