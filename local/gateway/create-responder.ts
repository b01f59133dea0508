import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayError } from './gateway-error.ts';
import type { Operation } from './read-operation.ts';
import type { RawRequest, Values } from './read-request.ts';
import { type Served, type ServeOptions, serveRequest } from './serve-request.ts';
import { writeAnswer } from './write-answer.ts';

/** Answers a request that is for an operation, or that a GatewayError says what to do with. Never rejects. */
export type Respond = (request: FastifyRequest, reply: FastifyReply, target: Operation | GatewayError) => Promise<void>;

/** Stands between Fastify and the gateway: Fastify routes and reads bodies, what is answered is decided behind this. */
export function createResponder(options: ServeOptions): Respond {
  return async (request, reply, target) => {
    reply.hijack();
    const served = await serveRequest({ raw: toRawRequest(request, target), target }, options);
    writeAnswer(reply.raw, served.answer);
    logRequest(request, target, { ...served, durationMs: reply.elapsedTime });
  };
}

function toRawRequest(request: FastifyRequest, target: Operation | GatewayError): RawRequest {
  const { raw } = request;
  return {
    method: request.method,
    url: raw.url ?? '/',
    rawHeaders: raw.rawHeaders,
    pathParameters: target instanceof GatewayError ? {} : nameParameters(target.path, Object(request.params)),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    sourceIp: request.ip,
    httpVersion: raw.httpVersion,
  };
}

/** Routes name their parameters by position. */
function nameParameters(path: string, byPosition: Values): Values {
  const segments = path.split('/').entries();
  return Object.fromEntries(
    [...segments].flatMap(([index, segment]) => {
      const name = /^\{(.+)\}$/.exec(segment)?.[1];
      return name === undefined ? [] : [[name, byPosition[index] ?? '']];
    }),
  );
}

function logRequest(
  request: FastifyRequest,
  target: Operation | GatewayError,
  { answer, context, error, durationMs }: Served & { readonly durationMs: number },
): void {
  const line = {
    requestId: context.requestId,
    method: context.httpMethod,
    path: context.path,
    operationId: target instanceof GatewayError ? undefined : target.operationId,
    status: answer.status,
    durationMs: Math.round(durationMs * 10) / 10,
    // What the client is not told: which template failed, and why.
    error: error && { type: error.type, message: error.message, cause: error.cause && String(error.cause) },
  };
  const { log } = request.server;
  if (error && answer.status >= 500) log.error(line, 'request failed');
  else log.info(line, 'request');
}
