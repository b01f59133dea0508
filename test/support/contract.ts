import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export const repositoryRoot = new URL('../../', import.meta.url);

export interface IntegrationResponse {
  readonly statusCode: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
  readonly responseTemplates?: Readonly<Record<string, string>>;
}

export interface Integration {
  readonly type: string;
  readonly uri?: string;
  readonly passthroughBehavior: string;
  readonly requestTemplates?: Readonly<Record<string, string>>;
  readonly responses?: Readonly<Record<string, IntegrationResponse>>;
}

export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly problems: readonly string[] | undefined;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
  readonly integration: Integration;
}

interface RawOperation {
  readonly operationId: string;
  readonly 'x-problems'?: readonly string[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: Operation['requestBody'];
  readonly 'x-amazon-apigateway-integration': Integration;
}

interface RawContract {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly 'x-amazon-apigateway-gateway-responses': Readonly<
    Record<string, { readonly statusCode?: string; readonly responseTemplates: Readonly<Record<string, string>> }>
  >;
}

export const contractText = readFileSync(new URL('openapi.yaml', repositoryRoot), 'utf8');

/** `openapi.yaml` as it stands, placeholders unfilled. */
export const contract = parse(contractText, { merge: true, maxAliasCount: -1 }) as RawContract;

/** Every operation, preflights included. */
export const operations: readonly Operation[] = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, raw]) => ({
    method: method.toUpperCase(),
    path,
    operationId: raw.operationId,
    problems: raw['x-problems'],
    responses: raw.responses,
    ...(raw.requestBody && { requestBody: raw.requestBody }),
    integration: raw['x-amazon-apigateway-integration'],
  })),
);

/** The operations a caller chooses: all but the preflights. */
export const calledOperations = operations.filter((operation) => operation.method !== 'OPTIONS');

export interface Template {
  /** `<operationId> request`, or `<operationId> response <pattern>`. */
  readonly name: string;
  readonly kind: 'request' | 'response';
  readonly pattern?: string;
  readonly operation: Operation;
  readonly text: string;
}

/** Every mapping template of every operation; shared ones come once per use. */
export const templates: readonly Template[] = operations.flatMap((operation) => [
  ...Object.values(operation.integration.requestTemplates ?? {}).map(
    (text): Template => ({ name: `${operation.operationId} request`, kind: 'request', operation, text }),
  ),
  ...Object.entries(operation.integration.responses ?? {}).flatMap(([pattern, response]) =>
    Object.values(response.responseTemplates ?? {}).map(
      (text): Template => ({
        name: `${operation.operationId} response ${pattern}`,
        kind: 'response',
        pattern,
        operation,
        text,
      }),
    ),
  ),
]);
