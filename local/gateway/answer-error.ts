import { type Answer, type AnswerHeaders, isHeader, setHeader } from './answer.ts';
import type { RequestContext } from './build-context.ts';
import { readContext } from './compile-mapping.ts';
import { type GatewayError, gatewayResponseStatuses } from './gateway-error.ts';
import type { GatewayResponse, GatewayResponses } from './read-gateway-responses.ts';
import { type ClientRequest, findHeader, findValue } from './read-request.ts';
import { selectResponseTemplate } from './select-template.ts';

/** What a gateway response can tell. */
export interface FailedExchange {
  readonly request: ClientRequest;
  readonly context: RequestContext;
  readonly error: GatewayError;
}

const presetTemplate = '{"message":$context.error.messageString}';

/** The definition's response of the error's type, else its default for 4xx or 5xx, else API Gateway's own. */
export function answerError(responses: GatewayResponses, exchange: FailedExchange): Answer {
  const { error, request } = exchange;
  const isClientFault = gatewayResponseStatuses[error.type] < 500;
  const own = responses.get(error.type);
  // Nobody can change this one: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
  const preset =
    error.type === 'REQUEST_TOO_LARGE' ? undefined : responses.get(isClientFault ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const response = own ?? preset;
  const template = selectResponseTemplate(
    response?.templates ?? new Map(),
    findHeader(request.params.header, 'accept'),
  );
  return {
    status: response?.status ?? naturalStatus(error, own !== undefined),
    headers: buildHeaders(response, exchange),
    body: substitute(template ?? presetTemplate, exchange),
  };
}

function buildHeaders(response: GatewayResponse | undefined, exchange: FailedExchange): AnswerHeaders {
  const headers: AnswerHeaders = new Map();
  setHeader(headers, 'Content-Type', 'application/json');
  setHeader(headers, 'x-amzn-errortype', errorNameOf(exchange.error));
  for (const { name, map } of response?.headers ?? []) {
    const value = map(exchange);
    // A value that a client chose must not keep it from its answer.
    if (value && isHeader(name, value)) setHeader(headers, name, value);
  }
  return headers;
}

/** A response of a type of its own has the type's status; otherwise a fault may bring its own, such as 502. */
function naturalStatus({ type, status }: GatewayError, hasOwnResponse: boolean): number {
  const isDefault = type === 'DEFAULT_4XX' || type === 'DEFAULT_5XX';
  return (hasOwnResponse && !isDefault ? undefined : status) ?? gatewayResponseStatuses[type];
}

function errorNameOf({ type }: GatewayError): string {
  if (type === 'MISSING_AUTHENTICATION_TOKEN') return 'MissingAuthenticationTokenException';
  return gatewayResponseStatuses[type] < 500 ? 'BadRequestException' : 'InternalServerErrorException';
}

// No VTL here: only these references are replaced, and nothing else is read.
const reference =
  /\$(?<root>context|stageVariables|method\.request\.(?:path|querystring|header))\.(?<path>[\w-]+(?:\.[\w-]+)*)/g;

function substitute(template: string, exchange: FailedExchange): string {
  return template.replace(reference, (_, root: string, path: string) => {
    const [, place] = /^method\.request\.(path|querystring|header)$/.exec(root) ?? [];
    if (root === 'context') return errorValue(exchange.error, path) ?? readContext(exchange, path) ?? '';
    if (place === 'path' || place === 'querystring' || place === 'header')
      return findValue(exchange.request.params[place], path) ?? '';
    return '';
  });
}

/** `messageString` comes quoted. The validator's text comes escaped but not quoted: templates put it between quotes. */
function errorValue({ type, message, validationErrors }: GatewayError, path: string): string | undefined {
  switch (path) {
    case 'error.message':
      return message;
    case 'error.messageString':
      return JSON.stringify(message);
    case 'error.responseType':
      return type;
    case 'error.validationErrorString':
      return JSON.stringify(validationErrors).slice(1, -1);
    default:
      return undefined;
  }
}
