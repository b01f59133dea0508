import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import type { Answer } from './answer.ts';

/** Writes the whole answer at once, with header names in the case in which they were set. */
export function writeAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  const lines = [...headers.values()].flatMap(({ name, values }) => values.flatMap((value) => [name, value]));
  if (status !== 204 && status !== 304) lines.push('Content-Length', String(Buffer.byteLength(body)));
  response.writeHead(status, lines);
  response.end(body);
}

const discardTimeoutMs = 10_000;

/** Reads on to the end of a refused body: a client that is still sending would not get to see the answer. */
export async function discardBody(request: IncomingMessage): Promise<void> {
  request.resume();
  await finished(request, { signal: AbortSignal.timeout(discardTimeoutMs) }).catch(() => undefined);
}

/** Answers what is not HTTP, or has more than 16 KB of headers. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({ message: status.slice(4) });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
