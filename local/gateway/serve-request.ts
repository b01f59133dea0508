import { type Answer, setHeader } from './answer.ts';
import { answerError } from './answer-error.ts';
import { buildContext, type ContextSources, type RequestContext } from './build-context.ts';
import { configurationError, GatewayError } from './gateway-error.ts';
import { type Backends, handleOperation } from './handle-operation.ts';
import type { GatewayResponses } from './read-gateway-responses.ts';
import type { Operation } from './read-operation.ts';
import { type RawRequest, readRequest } from './read-request.ts';

/** What HTTP has brought: a request, with the operation it is for or the reason why there is none. */
export interface Incoming {
  readonly raw: RawRequest;
  readonly target: Operation | GatewayError;
}

export interface Served {
  readonly answer: Answer;
  readonly context: RequestContext;
  /** Set when the gateway itself answered. */
  readonly error?: GatewayError | undefined;
}

export interface ServeOptions extends ContextSources {
  readonly gatewayResponses: GatewayResponses;
  readonly backends: Backends;
}

/** Answers one request; never rejects: whatever fails becomes a gateway response. */
export async function serveRequest({ raw, target }: Incoming, options: ServeOptions): Promise<Served> {
  const { request, fault } = readRequest(raw);
  const context = buildContext(request, target instanceof GatewayError ? '' : target.path, options);
  try {
    if (target instanceof GatewayError) throw target;
    if (fault) throw fault;
    const answer = await handleOperation(target, { request, context }, options.backends);
    return { answer: withIds(answer, context), context };
  } catch (cause) {
    const error = cause instanceof GatewayError ? cause : configurationError(cause);
    const answer = answerError(options.gatewayResponses, { request, context, error });
    return { answer: withIds(answer, context), context, error };
  }
}

function withIds(answer: Answer, { requestId, extendedRequestId }: RequestContext): Answer {
  setHeader(answer.headers, 'x-amzn-RequestId', requestId);
  setHeader(answer.headers, 'x-amz-apigw-id', extendedRequestId);
  return answer;
}
