import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { RequestContext } from './build-context.ts';
import type { ClientRequest, MultiValues, Values } from './read-request.ts';

/** The event of a Lambda proxy integration, payload version 1.0. `resource` is the route's path: `/books/{bookId}`. */
export function buildProxyEvent(request: ClientRequest, context: RequestContext, resource: string): ProxyEvent {
  const multiValueHeaders = headersForFunction(request, context);
  const { requestOverride: _, responseOverride: __, ...requestContext } = context;
  return {
    resource,
    path: request.path,
    httpMethod: request.method,
    headers: lastValues(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: orNull(request.params.querystring),
    multiValueQueryStringParameters: orNull(request.multiValueQuery),
    pathParameters: orNull(rawPathParameters(resource, request.path)),
    stageVariables: null,
    requestContext,
    body: request.body === '' ? null : request.body,
    isBase64Encoded: false,
  };
}

/** The published type, but for the request context, which is `$context` without the overrides. */
export type ProxyEvent = Omit<
  { readonly [Key in keyof APIGatewayProxyEvent]: unknown },
  'version' | 'requestContext'
> & { readonly requestContext: Readonly<Record<string, unknown>> };

const replaced = new Set(['x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto', 'connection', 'content-length']);

function headersForFunction(request: ClientRequest, context: RequestContext): MultiValues {
  const sent = Object.entries(request.multiValueHeaders).filter(([name]) => !replaced.has(name.toLowerCase()));
  const seconds = Math.floor(context.requestTimeEpoch / 1_000).toString(16);
  return {
    ...Object.fromEntries(sent),
    'X-Amzn-Trace-Id': [`Root=1-${seconds}-${randomBytes(12).toString('hex')}`],
    'X-Forwarded-For': [request.sourceIp],
    'X-Forwarded-Port': [request.params.header.Host?.split(':')[1] ?? '80'],
    'X-Forwarded-Proto': ['http'],
  };
}

/** A function gets path parameters as they were sent: https://github.com/aws/aws-sam-cli/issues/771. */
function rawPathParameters(resource: string, path: string): Values {
  const segments = path.split('/');
  const names = resource.split('/').map((segment) => /^\{(.+)\}$/.exec(segment)?.[1]);
  return Object.fromEntries(
    names.flatMap((name, index) => (name === undefined ? [] : [[name, segments[index] ?? '']])),
  );
}

function lastValues(multiValues: MultiValues): Values {
  return Object.fromEntries(Object.entries(multiValues).map(([name, values]) => [name, values.at(-1) ?? '']));
}

function orNull<Value extends object>(values: Value): Value | null {
  return Object.keys(values).length > 0 ? values : null;
}
