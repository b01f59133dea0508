import type { IntegrationDefinition, OperationDefinition } from './definition.ts';
import { type IntegrationResponse, readIntegrationResponses } from './read-integration-responses.ts';
import { type NamedMapping, type Reading, readMappings, readTemplates, within } from './read-mappings.ts';
import type { ByMediaType, PassthroughBehavior } from './select-template.ts';

export type Integration = DynamodbIntegration | MockIntegration | FunctionIntegration;

/** What the integrations with templates have in common. */
export interface TemplatedIntegration {
  readonly passthroughBehavior: PassthroughBehavior;
  readonly requestTemplates: ByMediaType<string>;
  /** Headers of the request to the integration. */
  readonly requestHeaders: readonly NamedMapping[];
  readonly responses: readonly IntegrationResponse[];
  readonly timeoutMs: number;
}

export interface DynamodbIntegration extends TemplatedIntegration {
  readonly type: 'dynamodb';
  readonly region: string;
  readonly action: string;
}

interface MockIntegration extends TemplatedIntegration {
  readonly type: 'mock';
}

interface FunctionIntegration {
  readonly type: 'function';
  readonly functionArn: string;
  readonly timeoutMs: number;
}

const dynamodbUri = /^arn:aws[a-z-]*:apigateway:([a-z0-9-]+):dynamodb:action\/([A-Za-z]+)$/;
const lambdaUri = /^arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;
const maxTimeoutMs = 29_000;

/** Reports what this gateway cannot do, and what API Gateway would refuse or fail on. Undefined after a problem of type. */
export function readIntegration(operation: OperationDefinition, reading: Reading): Integration | undefined {
  const integration = operation['x-amazon-apigateway-integration'];
  const at: Reading = { ...reading, place: [...reading.place, 'x-amazon-apigateway-integration'] };
  const timeoutMs = integration.timeoutInMillis ?? maxTimeoutMs;
  if (integration.type === 'aws_proxy') {
    const [, functionArn] = matchUri(integration, lambdaUri, at);
    return functionArn === undefined ? undefined : { type: 'function', functionArn, timeoutMs };
  }
  const templated: TemplatedIntegration = {
    timeoutMs,
    passthroughBehavior: integration.passthroughBehavior ?? 'when_no_match',
    requestTemplates: readTemplates(integration.requestTemplates, within(at, 'requestTemplates')),
    requestHeaders: readRequestHeaders(operation, within(at, 'requestParameters')),
    responses: readIntegrationResponses(operation, within(at, 'responses')),
  };
  if (integration.type === 'mock') return { type: 'mock', ...templated };
  const [, region, action] = matchUri(integration, dynamodbUri, at);
  if (integration.credentials === undefined)
    at.report(at.place, 'Expected `credentials`: the role that calls DynamoDB.');
  return region === undefined || action === undefined ? undefined : { type: 'dynamodb', region, action, ...templated };
}

function matchUri({ uri = '' }: IntegrationDefinition, form: RegExp, { place, report }: Reading): readonly string[] {
  const match = form.exec(uri);
  const wanted = form === lambdaUri ? '…:lambda:path/2015-03-31/functions/ARN/invocations' : '…:dynamodb:action/ACTION';
  if (!match)
    report(
      [...place, 'uri'],
      `Expected a uri of the form arn:aws:apigateway:REGION${wanted.slice(1)}, got \`${uri}\`.`,
    );
  return match ?? [];
}

function readRequestHeaders(operation: OperationDefinition, reading: Reading): readonly NamedMapping[] {
  const mappings = operation['x-amazon-apigateway-integration'].requestParameters ?? {};
  const declared = new Set(
    (operation.parameters ?? []).map(({ in: place, name }) => `${place === 'query' ? 'querystring' : place}.${name}`),
  );
  for (const [target, expression] of Object.entries(mappings)) {
    const [, parameter = ''] =
      /^method\.request\.(?:multivalue)?((?:path|querystring|header)\..+)$/.exec(expression) ?? [];
    if (parameter !== '' && !declared.has(parameter)) {
      reading.report(
        [...reading.place, target],
        `Expected \`${expression}\` to be a declared parameter of the operation.`,
      );
    }
  }
  return readMappings(mappings, { ...reading, side: 'request', target: 'integration.request.header.' });
}
