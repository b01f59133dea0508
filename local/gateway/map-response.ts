import { type Answer, type AnswerHeaders, setHeader } from './answer.ts';
import type { IntegrationReply } from './compile-mapping.ts';
import { configurationError } from './gateway-error.ts';
import { type Exchange, render } from './map-request.ts';
import type { TemplatedIntegration } from './read-integration.ts';
import type { IntegrationResponse } from './read-integration-responses.ts';
import { findHeader } from './read-request.ts';
import { selectResponseTemplate } from './select-template.ts';

/**
 * Turns what an integration answered into what the client gets: the response whose pattern matches the whole status,
 * its template, its headers, and last what the templates override. Throws a GatewayError when nothing matches or fails.
 */
export function mapResponse(integration: TemplatedIntegration, reply: IntegrationReply, exchange: Exchange): Answer {
  const response = selectResponse(integration.responses, reply.status);
  const headers: AnswerHeaders = new Map();
  setHeader(headers, 'Content-Type', 'application/json');
  for (const { name, map } of response.headers) {
    const value = mapHeader(() => map({ ...exchange, reply }));
    if (value) setHeader(headers, name, value);
  }
  const accept = findHeader(exchange.request.params.header, 'accept');
  const template = selectResponseTemplate(response.templates, accept);
  const body = template === undefined ? reply.body : render(template, reply.body, exchange);
  const { status: override, header } = exchange.context.responseOverride;
  for (const [name, value] of Object.entries(header)) setHeader(headers, name, String(value));
  const status = readStatus(override) ?? response.status;
  // HTTP has no such thing as a final 1xx.
  if (status < 200) throw configurationError(new Error(`Expected a final status, got ${status}.`));
  return { status, headers, body: status === 204 || status === 304 ? '' : body };
}

function selectResponse(responses: readonly IntegrationResponse[], status: number): IntegrationResponse {
  const selected =
    responses.find(({ pattern }) => pattern?.test(String(status))) ??
    responses.find(({ pattern }) => pattern === undefined);
  if (selected) return selected;
  throw configurationError(
    new Error(`Expected an integration response for the status ${status} or a default, got none.`),
  );
}

function mapHeader(map: () => string | undefined): string | undefined {
  try {
    return map();
  } catch (cause) {
    throw configurationError(cause);
  }
}

/** What is no integer from 100 to 599 is ignored. */
function readStatus(override: unknown): number | undefined {
  return Number.isInteger(override) && Number(override) >= 100 && Number(override) <= 599
    ? Number(override)
    : undefined;
}
