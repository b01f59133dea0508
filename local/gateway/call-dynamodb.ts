import { Agent as HttpAgent, type IncomingHttpHeaders, type RequestOptions, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import aws4 from 'aws4';
import type { IntegrationReply } from './compile-mapping.ts';
import { GatewayError } from './gateway-error.ts';
import type { Values } from './read-request.ts';

interface DynamodbCall {
  readonly region: string;
  /** `GetItem`, … */
  readonly action: string;
  readonly body: string;
  /** Sent along, and signed. */
  readonly headers: Values;
  readonly timeoutMs: number;
}

export interface Dynamodb {
  /** Rejects with a GatewayError when no answer came; any answer, a refusal included, resolves. */
  readonly call: (call: DynamodbCall) => Promise<IntegrationReply>;
  readonly close: () => void;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** `url` is the endpoint for every region. Connections are kept alive. */
export function createDynamodb(url: string, credentials: Credentials): Dynamodb {
  const { protocol, hostname, port, host } = new URL(url);
  const isSecure = protocol === 'https:';
  // An idle connection is closed before the server would do so: a write on a dying one is neither done nor refused.
  const options = { keepAlive: true, timeout: 4_000, scheduling: 'lifo' } as const;
  const agent = isSecure ? new HttpsAgent(options) : new HttpAgent(options);
  return {
    call: (call) => {
      const signed = sign(call, host, credentials);
      const send = isSecure ? requestHttps : requestHttp;
      return exchange(send, { agent, hostname, port, path: '/', method: 'POST', headers: signed }, call);
    },
    close: () => agent.destroy(),
  };
}

function sign({ region, action, body, headers }: DynamodbCall, host: string, credentials: Credentials): Values {
  const signed = aws4.sign(
    {
      service: 'dynamodb',
      region,
      method: 'POST',
      path: '/',
      host,
      body,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-amz-json-1.0',
        ...headers,
        Host: host,
        'X-Amz-Target': `DynamoDB_20120810.${action}`,
      },
    },
    credentials,
  );
  return Object.fromEntries(Object.entries(signed.headers ?? {}).map(([name, value]) => [name, String(value)]));
}

function exchange(send: typeof requestHttp, options: RequestOptions, call: DynamodbCall): Promise<IntegrationReply> {
  return new Promise((resolve, reject) => {
    let timedOut = false;
    const fail = (cause: unknown): void => {
      clearTimeout(timer);
      reject(timedOut ? timeoutError(cause) : connectionError(cause));
    };
    const request = send(options, (response) => {
      text(response).then((body) => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, headers: joinHeaders(response.headers), body });
      }, fail);
    });
    const timer = setTimeout(() => {
      timedOut = true;
      request.destroy(new Error(`no answer within ${call.timeoutMs} ms`));
    }, call.timeoutMs);
    request.on('error', fail);
    request.end(call.body);
  });
}

function joinHeaders(headers: IncomingHttpHeaders): Values {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(',')]));
}

export function timeoutError(cause: unknown): GatewayError {
  return new GatewayError('INTEGRATION_TIMEOUT', 'Endpoint request timed out', { cause });
}

function connectionError(cause: unknown): GatewayError {
  return new GatewayError('INTEGRATION_FAILURE', 'Network error communicating with endpoint', { cause });
}
