import type { Definition, GatewayResponseDefinition } from './definition.ts';
import { type GatewayResponseType, gatewayResponseStatuses } from './gateway-error.ts';
import type { Place } from './parse-definition.ts';
import { type NamedMapping, readMappings } from './read-mappings.ts';
import { type ByMediaType, mediaTypeOf } from './select-template.ts';

export interface GatewayResponse {
  /** Undefined: the type's own. */
  readonly status: number | undefined;
  readonly headers: readonly NamedMapping[];
  readonly templates: ByMediaType<string>;
}

export type GatewayResponses = ReadonlyMap<GatewayResponseType, GatewayResponse>;

const key = 'x-amazon-apigateway-gateway-responses';

/** What the definition says of them; types that it leaves out are absent. Reports unknown types and mappings. */
export function readGatewayResponses(
  definition: Definition,
  report: (place: Place, message: string) => void,
): GatewayResponses {
  const responses = new Map<GatewayResponseType, GatewayResponse>();
  for (const [type, response] of Object.entries(definition[key] ?? {})) {
    const place = [key, type];
    if (!isKnownType(type)) report(place, `Expected one of ${Object.keys(gatewayResponseStatuses).join(', ')}.`);
    else if (type === 'REQUEST_TOO_LARGE')
      report(place, 'Expected nothing: API Gateway does not let this response be changed.');
    else responses.set(type, readResponse(response, place, report));
  }
  return responses;
}

function isKnownType(type: string): type is GatewayResponseType {
  return Object.hasOwn(gatewayResponseStatuses, type);
}

function readResponse(
  response: GatewayResponseDefinition,
  place: Place,
  report: (place: Place, message: string) => void,
): GatewayResponse {
  return {
    status: response.statusCode === undefined ? undefined : Number(response.statusCode),
    headers: readMappings(response.responseParameters, {
      place: [...place, 'responseParameters'],
      report,
      side: 'gateway',
      target: 'gatewayresponse.header.',
    }),
    templates: new Map(
      Object.entries(response.responseTemplates ?? {}).map(([type, template]) => [mediaTypeOf(type), template]),
    ),
  };
}
