/** The parts of an OpenAPI file that the gateway reads; check-shape.ts holds the same as a JSON Schema. */
export interface Definition {
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
  readonly 'x-amazon-apigateway-request-validators'?: Readonly<Record<string, Validator>>;
  readonly 'x-amazon-apigateway-request-validator'?: string;
  readonly 'x-amazon-apigateway-gateway-responses'?: Readonly<Record<string, GatewayResponseDefinition>>;
}

type PathItem = Readonly<Partial<Record<HttpMethod, OperationDefinition>>>;

export interface Validator {
  readonly validateRequestBody?: boolean;
  readonly validateRequestParameters?: boolean;
}

export interface OperationDefinition {
  readonly operationId?: string;
  readonly parameters?: readonly ParameterDefinition[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: unknown }>> };
  readonly responses: Readonly<Record<string, { readonly headers?: Readonly<Record<string, unknown>> }>>;
  readonly 'x-amazon-apigateway-request-validator'?: string;
  readonly 'x-amazon-apigateway-integration': IntegrationDefinition;
}

export interface ParameterDefinition {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
}

export interface IntegrationDefinition {
  readonly type: 'aws' | 'aws_proxy' | 'mock';
  readonly httpMethod?: string;
  readonly uri?: string;
  readonly credentials?: string;
  readonly passthroughBehavior?: 'when_no_match' | 'when_no_templates' | 'never';
  readonly timeoutInMillis?: number;
  readonly requestTemplates?: Readonly<Record<string, string>>;
  readonly requestParameters?: Readonly<Record<string, string>>;
  readonly responses?: Readonly<Record<string, ResponseDefinition>>;
}

export interface ResponseDefinition {
  readonly statusCode: string | number;
  readonly responseTemplates?: Readonly<Record<string, string>>;
  readonly responseParameters?: Readonly<Record<string, string>>;
}

export interface GatewayResponseDefinition {
  readonly statusCode?: string | number;
  readonly responseTemplates?: Readonly<Record<string, string>>;
  readonly responseParameters?: Readonly<Record<string, string>>;
}

export const httpMethods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;
type HttpMethod = (typeof httpMethods)[number];
