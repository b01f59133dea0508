import { Ajv, type ErrorObject } from 'ajv';
import { type Definition, httpMethods } from './definition.ts';
import { DefinitionError } from './definition-error.ts';
import type { ParsedDefinition, Place } from './parse-definition.ts';

const texts = { type: 'object', additionalProperties: { type: 'string' } };
const statusCode = { type: ['string', 'integer'], pattern: '^[1-5][0-9]{2}$', minimum: 100, maximum: 599 };
const mapping = { statusCode, responseTemplates: texts, responseParameters: texts };

const integration = {
  type: 'object',
  required: ['type'],
  additionalProperties: false,
  properties: {
    type: { enum: ['aws', 'aws_proxy', 'mock'] },
    httpMethod: { type: 'string' },
    uri: { type: 'string' },
    credentials: { type: 'string' },
    passthroughBehavior: { enum: ['when_no_match', 'when_no_templates', 'never'] },
    timeoutInMillis: { type: 'integer', minimum: 50, maximum: 29_000 },
    requestTemplates: texts,
    requestParameters: texts,
    responses: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['statusCode'],
        additionalProperties: false,
        properties: mapping,
      },
    },
  },
  if: { properties: { type: { enum: ['aws', 'aws_proxy'] } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['uri', 'httpMethod'], properties: { httpMethod: { const: 'POST' } } },
};

const operation = {
  type: 'object',
  required: ['responses', 'x-amazon-apigateway-integration'],
  properties: {
    operationId: { type: 'string' },
    parameters: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'in'],
        properties: {
          name: { type: 'string' },
          in: { enum: ['path', 'query', 'header'] },
          required: { type: 'boolean' },
        },
      },
    },
    requestBody: {
      type: 'object',
      required: ['content'],
      properties: { content: { type: 'object', additionalProperties: { type: 'object' } } },
    },
    responses: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { headers: { type: 'object' } } },
    },
    'x-amazon-apigateway-request-validator': { type: 'string' },
    'x-amazon-apigateway-integration': integration,
  },
};

// What API Gateway knows but this gateway does not do is no valid key here: better refused than silently different.
const definitionShape = {
  type: 'object',
  required: ['openapi', 'info', 'paths'],
  properties: {
    openapi: { type: 'string', pattern: '^3\\.0\\.\\d+$' },
    info: {
      type: 'object',
      required: ['title', 'version'],
      properties: { title: { type: 'string' }, version: { type: 'string' } },
    },
    paths: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          summary: {},
          description: {},
          ...Object.fromEntries(httpMethods.map((method) => [method, operation])),
        },
      },
    },
    components: { type: 'object', properties: { schemas: { type: 'object' } } },
    'x-amazon-apigateway-request-validators': {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: { validateRequestBody: { type: 'boolean' }, validateRequestParameters: { type: 'boolean' } },
      },
    },
    'x-amazon-apigateway-request-validator': { type: 'string' },
    'x-amazon-apigateway-gateway-responses': {
      type: 'object',
      additionalProperties: { type: 'object', additionalProperties: false, properties: mapping },
    },
    'x-amazon-apigateway-binary-media-types': false,
    'x-amazon-apigateway-minimum-compression-size': false,
  },
};

const hasDefinitionShape = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<Definition>(
  definitionShape,
);

/** The definition, when what the gateway reads of it has the expected form. Throws a DefinitionError otherwise. */
export function checkShape(parsed: ParsedDefinition): Definition {
  if (hasDefinitionShape(parsed.value)) return parsed.value;
  // `if` only says that its `then` failed.
  const errors = (hasDefinitionShape.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  throw new DefinitionError(errors.map((error) => parsed.problemAt(placeOf(error), explain(error))));
}

function placeOf({ keyword, instancePath, params }: ErrorObject): Place {
  const place = instancePath.split('/').slice(1);
  const keys = place.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keyword === 'additionalProperties' ? [...keys, params.additionalProperty] : keys;
}

function explain({ keyword, params, message = '', data }: ErrorObject): string {
  const got = JSON.stringify(data)?.slice(0, 100);
  switch (keyword) {
    case 'additionalProperties':
    case 'false schema':
      return 'Expected no such key: this gateway does not read it.';
    case 'required':
      return `Expected \`${params.missingProperty}\`, got none.`;
    case 'enum':
      return `Expected one of ${params.allowedValues.join(', ')}, got ${got}.`;
    case 'const':
      return `Expected ${params.allowedValue}, got ${got}.`;
    default:
      return `Expected it to ${message.replace(/^must /, '')}, got ${got}.`;
  }
}
