import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestOverride, ResponseOverride } from '../vtl/wrap-context.ts';
import { type ClientRequest, findHeader } from './read-request.ts';

/** `$context`: what API Gateway gives to an unauthenticated call, with stand-ins for what only AWS has. */
export interface RequestContext {
  readonly [name: string]: unknown;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly resourcePath: string;
  readonly httpMethod: string;
  readonly requestTimeEpoch: number;
  /** One pair of objects for both templates of a request: what the first overrides, the second sees. */
  readonly requestOverride: RequestOverride;
  readonly responseOverride: ResponseOverride;
}

export interface ContextSources {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly newRequestId: () => string;
}

export const systemSources: ContextSources = { clock: Date.now, newRequestId: randomUUID };

/** Facts that only AWS has. */
const accountId = '000000000000';
const apiId = 'local';
const stage = 'local';

// Reported of API Gateway: a client may choose the id, of up to 128 characters that HTTP calls token characters.
const chosenId = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;

/** `resourcePath` is the route's path, such as `/books/{bookId}`; empty when there is none. */
export function buildContext(request: ClientRequest, resourcePath: string, sources: ContextSources): RequestContext {
  const now = sources.clock();
  const chosen = findHeader(request.params.header, 'x-amzn-requestid') ?? '';
  const domainName = (findHeader(request.params.header, 'host') ?? '').replace(/:\d+$/, '');
  return {
    resourceId: 'local',
    resourcePath,
    httpMethod: request.method,
    extendedRequestId: `${randomBytes(11).toString('base64').slice(0, 15)}=`,
    requestTime: logTime(now),
    path: request.path,
    accountId,
    protocol: request.protocol,
    stage,
    domainPrefix: domainName.split('.')[0] ?? '',
    requestTimeEpoch: now,
    requestId: chosenId.test(chosen) ? chosen : sources.newRequestId(),
    identity: identityOf(request),
    domainName,
    deploymentId: 'local',
    apiId,
    requestOverride: { header: {}, path: {}, querystring: {} },
    responseOverride: { header: {} },
  };
}

function identityOf({ sourceIp, params }: ClientRequest): Readonly<Record<string, string | null>> {
  return {
    cognitoIdentityPoolId: null,
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp,
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent: findHeader(params.header, 'user-agent') ?? null,
    user: null,
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The time form of the common log format: `09/Apr/2015:12:34:56 +0000`. */
function logTime(epochMs: number): string {
  const time = new Date(epochMs);
  const day = String(time.getUTCDate()).padStart(2, '0');
  return `${day}/${months[time.getUTCMonth()]}/${time.getUTCFullYear()}:${time.toISOString().slice(11, 19)} +0000`;
}
