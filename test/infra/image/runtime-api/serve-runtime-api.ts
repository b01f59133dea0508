import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInvocations, type Invocation, type Result } from './create-invocations.ts';

/** Lambda's side of the Runtime API, for one process of one function that handles one event at a time. */
export interface RuntimeApi {
  /** For `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  /** Hands the event to the process when it asks for the next one. After an error at its start, that is every answer. */
  readonly invoke: (event: unknown, timeoutMs?: number) => Promise<Result>;
  /** When the process first asked for an event, by `performance.now()`. */
  readonly readyAt: () => number | undefined;
  readonly close: () => Promise<void>;
}

const prefix = '/2018-06-01/runtime';

/** https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
export async function serveRuntimeApi(functionName: string): Promise<RuntimeApi> {
  const invocations = createInvocations(functionName);
  const server = createServer(async (request, response) => {
    if (request.method === 'GET' && request.url === `${prefix}/invocation/next`) {
      invocations.next((invocation) => {
        response.writeHead(200, headersOf(invocation, functionName)).end(invocation.body);
      });
      return;
    }
    const { status, errorType } = takeReport(request, await readBody(request), invocations);
    const body = errorType ? { errorType, errorMessage: `The Runtime API takes no ${request.url}.` } : { status: 'OK' };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    invoke: (event, timeoutMs = 300_000) => invocations.invoke(event, timeoutMs),
    readyAt: invocations.readyAt,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the process posts: a response, an error, or that it could not start. */
function takeReport(
  { method, url = '', headers }: IncomingMessage,
  text: string,
  { settle, failToStart }: ReturnType<typeof createInvocations>,
): { readonly status: number; readonly errorType?: string } {
  const type = String(headers['lambda-runtime-function-error-type'] ?? '');
  const [, id, what] = new RegExp(`^${prefix}/invocation/([^/]+)/(response|error)$`).exec(url) ?? [];
  if (method === 'POST' && url === `${prefix}/init/error`) {
    failToStart({ kind: 'init-error', type, error: JSON.parse(text) });
    return { status: 202 };
  }
  if (method !== 'POST' || id === undefined) return { status: 404, errorType: 'NotFound' };
  const isKnown = settle(
    id,
    what === 'error'
      ? { kind: 'error', type, error: JSON.parse(text) }
      : { kind: 'response', payload: JSON.parse(text) },
  );
  return isKnown ? { status: 202 } : { status: 400, errorType: 'InvalidRequestID' };
}

function headersOf({ id, deadlineMs }: Invocation, functionName: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': id,
    'lambda-runtime-deadline-ms': String(deadlineMs),
    'lambda-runtime-invoked-function-arn': `arn:aws:lambda:eu-west-1:123456789012:function:${functionName}`,
    'lambda-runtime-trace-id': 'Root=1-65a5e1d2-000000000000000000000000;Parent=0000000000000000;Sampled=0',
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return text;
}
