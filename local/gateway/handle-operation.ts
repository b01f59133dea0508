import type { Answer } from './answer.ts';
import { buildProxyEvent } from './build-proxy-event.ts';
import type { Dynamodb } from './call-dynamodb.ts';
import { callFunction, type InvokeFunction } from './call-function.ts';
import { callMock } from './call-mock.ts';
import { configurationError } from './gateway-error.ts';
import { type Exchange, mapRequest } from './map-request.ts';
import { mapResponse } from './map-response.ts';
import type { DynamodbIntegration } from './read-integration.ts';
import type { Operation } from './read-operation.ts';
import { validateRequest } from './validate-request.ts';

/** A request to DynamoDB, rendered and about to be sent. */
export interface SentRequest {
  readonly operationId: string;
  readonly action: string;
  readonly body: string;
}

export interface Backends {
  readonly dynamodb: Dynamodb;
  /** By ARN or by name. */
  readonly functions: Readonly<Record<string, InvokeFunction>>;
  readonly onIntegrationRequest: (request: SentRequest) => void;
}

/** Validation, integration, answer. Rejects with a GatewayError where the gateway itself is to answer. */
export async function handleOperation(operation: Operation, exchange: Exchange, backends: Backends): Promise<Answer> {
  const { integration } = operation;
  validateRequest(operation, exchange.request);
  switch (integration.type) {
    case 'dynamodb':
      return callTable({ ...operation, integration }, exchange, backends);
    case 'mock':
      return mapResponse(integration, callMock(mapRequest(integration, exchange).body), exchange);
    case 'function': {
      const invoke = findFunction(backends.functions, integration.functionArn);
      if (!invoke) throw configurationError(new Error(`Expected a function ${integration.functionArn}, got none.`));
      const event = buildProxyEvent(exchange.request, exchange.context, operation.path);
      return callFunction(invoke, event, integration.timeoutMs);
    }
  }
}

async function callTable(
  { operationId, integration }: { readonly operationId: string; readonly integration: DynamodbIntegration },
  exchange: Exchange,
  { dynamodb, onIntegrationRequest }: Backends,
): Promise<Answer> {
  const { region, action, timeoutMs } = integration;
  const { body, headers } = mapRequest(integration, exchange);
  onIntegrationRequest({ operationId, action, body });
  const reply = await dynamodb.call({ region, action, body, headers, timeoutMs });
  return mapResponse(integration, reply, exchange);
}

/** `…:function:search` and `…:function:search:live` are found as `search`, too. */
export function findFunction(functions: Backends['functions'], arn: string): InvokeFunction | undefined {
  const name = /:function:([^:]+)/.exec(arn)?.[1] ?? arn;
  return [arn, name].filter((key) => Object.hasOwn(functions, key)).map((key) => functions[key])[0];
}
