import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { localCredentials } from '../function/function-environment.ts';
import { systemSources } from './build-context.ts';
import { type Credentials, createDynamodb } from './call-dynamodb.ts';
import type { InvokeFunction } from './call-function.ts';
import { createResponder, type Respond } from './create-responder.ts';
import { DefinitionError } from './definition-error.ts';
import { badRequest, GatewayError } from './gateway-error.ts';
import { findFunction, type SentRequest } from './handle-operation.ts';
import { type Api, loadApi } from './load-api.ts';
import type { Operation } from './read-operation.ts';
import { discardBody, refuseMalformed } from './write-answer.ts';

export interface GatewayOptions {
  /** Text of an OpenAPI 3.0 file with API Gateway's extensions and Terraform's placeholders. */
  readonly document: string;
  /** A value for each placeholder. */
  readonly values: Readonly<Record<string, string>>;
  readonly dynamodbUrl: string;
  /** DynamoDB Local takes any, and may keep the data of each key apart. */
  readonly credentials?: Credentials;
  /** Lambda functions by ARN or by name. */
  readonly functions: Readonly<Record<string, InvokeFunction>>;
  /** As Fastify takes it; no log when absent. */
  readonly logger?: FastifyServerOptions['logger'];
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  readonly newRequestId?: () => string;
  /** Hears of each request to DynamoDB before it is sent. */
  readonly onIntegrationRequest?: (request: SentRequest) => void;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const maxBodyBytes = 10 * 1_024 * 1_024;
/** As long as Node lets all headers be: no parameter is refused for its length alone. */
const maxParamLength = 16_384;

/**
 * Makes an HTTP server that does what API Gateway does with the definition; `listen` and `close` are the caller's.
 * Rejects with a DefinitionError that names all problems of the definition.
 */
export async function createGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const api = loadApi(options.document, options.values);
  checkFunctions(api, options.functions);
  const dynamodb = createDynamodb(options.dynamodbUrl, options.credentials ?? localCredentials);
  const { functions, onIntegrationRequest = () => {} } = options;
  const respond = createResponder({
    gatewayResponses: api.gatewayResponses,
    backends: { dynamodb, functions, onIntegrationRequest },
    clock: options.clock ?? systemSources.clock,
    newRequestId: options.newRequestId ?? systemSources.newRequestId,
  });
  const app = openServer(options.logger ?? false, respond);
  for (const operation of api.operations) addRoute(app, operation, respond);
  app.addHook('onClose', async () => dynamodb.close());
  return app;
}

function checkFunctions({ operations }: Api, functions: GatewayOptions['functions']): void {
  const absent = operations.flatMap(({ integration, path, method }) => {
    if (integration.type !== 'function' || findFunction(functions, integration.functionArn)) return [];
    const known = Object.keys(functions).join(', ') || 'none';
    const place = `paths.${path}.${method.toLowerCase()}`;
    return [{ place, message: `Expected a function for ${integration.functionArn}, got ${known}.` }];
  });
  if (absent.length > 0) throw new DefinitionError(absent);
}

function openServer(logger: NonNullable<FastifyServerOptions['logger']>, respond: Respond): FastifyInstance {
  const app = fastify({
    logger,
    // One line per request, written by the responder.
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
    bodyLimit: maxBodyBytes,
    routerOptions: { maxParamLength, ignoreTrailingSlash: true },
    frameworkErrors: (_, request, reply) => respond(request, reply, badRequest()),
    clientErrorHandler: refuseMalformed,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.addHook('onRequest', async ({ raw }) => {
    // Only the templates and models of a route say which types it takes; Fastify must not refuse one before.
    raw.headers['content-type'] = 'application/octet-stream';
  });
  app.setNotFoundHandler((request, reply) => respond(request, reply, noSuchRoute()));
  app.setErrorHandler(async (error, request, reply) => {
    const isTooLarge = readCode(error) === 'FST_ERR_CTP_BODY_TOO_LARGE';
    if (isTooLarge) await discardBody(request.raw);
    await respond(
      request,
      reply,
      isTooLarge ? new GatewayError('REQUEST_TOO_LARGE', 'Request Too Long') : badRequest(),
    );
  });
  return app;
}

function readCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
}

function addRoute(app: FastifyInstance, operation: Operation, respond: Respond): void {
  // By position: names may hold characters that mean something to Fastify.
  const url = operation.path
    .split('/')
    .map((segment, index) => (segment.startsWith('{') ? `:${index}` : segment))
    .join('/');
  app.route({
    method: operation.method,
    url,
    handler: (request, reply) => {
      const hasEmptyParameter = Object.values(Object(request.params)).includes('');
      return respond(request, reply, hasEmptyParameter ? noSuchRoute() : operation);
    },
  });
}

function noSuchRoute(): GatewayError {
  return new GatewayError('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
}
