import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { FunctionError } from '../../../local/function/function-error.ts';

/** Throws a `FunctionError` for what the function has thrown, a `ServiceError` for what Lambda itself answers. */
export type InvokeFunction = (functionName: string, event: unknown) => Promise<unknown>;

export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

interface ServeOptions {
  readonly invoke: InvokeFunction;
  /** Where all but Lambda answers. */
  readonly otherUrl: string;
}

/** AWS, of which Lambda is a real function: `Invoke`, and `GetFunction` of the one whose name ends like this. */
export async function serveFunction(port: number, options: ServeOptions): Promise<{ close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request, response, options).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  // The interpreter asks `localhost`, which is either.
  server.listen(port, 'localhost');
  await once(server, 'listening');
  return {
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const functionPath = /^\/2015-03-31\/functions\/([^/]+)(\/invocations)?$/;

async function answer(request: IncomingMessage, response: ServerResponse, options: ServeOptions): Promise<void> {
  response.setHeader('x-amzn-RequestId', randomUUID());
  const body = await text(request);
  const [path, name = '', isInvocation] = functionPath.exec(request.url ?? '') ?? [];
  if (path === undefined) return forward(request, response, { body, url: options.otherUrl });
  try {
    const found = decodeURIComponent(name);
    if (!found.endsWith('-maintain')) throw new ServiceError(404, 'ResourceNotFoundException');
    const result = isInvocation ? await options.invoke(found, JSON.parse(body || 'null')) : { Code: { ImageUri: '-' } };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(result));
  } catch (error) {
    if (error instanceof ServiceError) {
      response.writeHead(error.status, { 'x-amzn-ErrorType': error.code }).end(JSON.stringify({ Message: error.code }));
      return;
    }
    if (!(error instanceof FunctionError)) throw error;
    const { errorType, errorMessage, stackTrace } = error;
    response
      .writeHead(200, { 'X-Amz-Function-Error': 'Unhandled', 'Content-Type': 'application/json' })
      .end(JSON.stringify({ errorType, errorMessage, trace: stackTrace }));
  }
}

async function forward(
  { method = 'GET', url: path = '/', headers }: IncomingMessage,
  response: ServerResponse,
  { body, url }: { readonly body: string; readonly url: string },
): Promise<void> {
  const kept = ['authorization', 'content-type', 'x-amz-target'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const reply = await fetch(`${url}${path}`, {
    method,
    headers: Object.fromEntries(kept),
    ...(method === 'POST' && { body }),
  });
  response.writeHead(reply.status, Object.fromEntries(reply.headers)).end(await reply.text());
}
