import { createInput } from '../vtl/create-input.ts';
import { createUtil } from '../vtl/create-util.ts';
import { renderTemplate } from '../vtl/render-template.ts';
import type { RequestContext } from './build-context.ts';
import { configurationError, GatewayError } from './gateway-error.ts';
import type { TemplatedIntegration } from './read-integration.ts';
import { type ClientRequest, findHeader, type Values } from './read-request.ts';
import { selectRequestTemplate } from './select-template.ts';

/** One request on its way: what came, and what the templates know and change. */
export interface Exchange {
  readonly request: ClientRequest;
  readonly context: RequestContext;
}

export interface IntegrationRequest {
  readonly body: string;
  readonly headers: Values;
}

/** There is one stage, and it has no variables. */
const stageVariables: Values = {};

const util = createUtil();

/** Renders the template for the request's Content-Type and collects the headers that mappings and the template set. */
export function mapRequest(integration: TemplatedIntegration, { request, context }: Exchange): IntegrationRequest {
  const { requestTemplates, passthroughBehavior, requestHeaders } = integration;
  const contentType = findHeader(request.params.header, 'content-type');
  const selected = selectRequestTemplate(requestTemplates, passthroughBehavior, contentType);
  if (selected === 'unsupported') throw new GatewayError('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
  const headers: Record<string, string> = {};
  for (const { name, map } of requestHeaders) {
    const value = map({ request, context });
    if (value) headers[name.toLowerCase()] = value;
  }
  const body =
    selected === 'passthrough' ? request.body : render(selected.template, request.body, { request, context });
  for (const [name, value] of Object.entries(context.requestOverride.header))
    headers[name.toLowerCase()] = String(value);
  checkHeaders(headers);
  return { body, headers };
}

/** Renders a template over a body. Throws a GatewayError when it fails. */
export function render(template: string, body: string, { request, context }: Exchange): string {
  try {
    return renderTemplate(template, {
      input: createInput({ body, params: request.params }),
      util,
      context,
      stageVariables,
    });
  } catch (cause) {
    throw configurationError(cause);
  }
}

const reserved = new Set([
  ...[
    'authorization',
    'connection',
    'content-length',
    'expect',
    'host',
    'proxy-authenticate',
    'te',
    'transfer-encoding',
  ],
  ...['x-amz-target', 'x-amzn-trace-id'],
]);

/** API Gateway fails on a header that is its own to set. */
function checkHeaders(headers: Values): void {
  const own = Object.keys(headers).find((name) => reserved.has(name));
  if (own !== undefined)
    throw configurationError(new Error(`Expected no mapping to the header ${own}: it is set by the gateway.`));
}
