import { expect, test } from '@jest/globals';
import { answerError } from './answer-error.ts';
import type { Definition } from './definition.ts';
import { buildExchange } from './fixtures/build-exchange.ts';
import { configurationError, GatewayError } from './gateway-error.ts';
import { readGatewayResponses } from './read-gateway-responses.ts';

const bodyError = new GatewayError('BAD_REQUEST_BODY', 'Invalid request body', {
  validationErrors: '[regex "a\\d" \n]',
});

function answer(
  error: GatewayError,
  responses: Definition['x-amazon-apigateway-gateway-responses'] = {},
  rawHeaders: string[] = [],
) {
  const definition = {
    info: { title: '', version: '' },
    paths: {},
    'x-amazon-apigateway-gateway-responses': responses,
  };
  const report = (_: unknown, message: string) => {
    throw new Error(message);
  };
  const exchange = buildExchange({ rawHeaders, pathParameters: { id: 'i"' } });
  const { status, headers, body } = answerError(readGatewayResponses(definition, report), { ...exchange, error });
  return {
    status,
    body,
    headers: Object.fromEntries([...headers.values()].map(({ name, values }) => [name, values[0]])),
  };
}

test('answers as API Gateway does where the definition says nothing', () => {
  expect(answer(new GatewayError('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token'))).toEqual({
    status: 403,
    body: '{"message":"Missing Authentication Token"}',
    headers: { 'Content-Type': 'application/json', 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
  });
  expect(answer(new GatewayError('INTEGRATION_FAILURE', 'm'))).toMatchObject({
    status: 504,
    headers: { 'x-amzn-errortype': 'InternalServerErrorException' },
  });
  expect(answer(new GatewayError('DEFAULT_5XX', 'm', { status: 502 })).status).toBe(502);
});

test('takes the response of the type, with its status, headers and body', () => {
  const responses = {
    BAD_REQUEST_BODY: {
      statusCode: 422,
      responseParameters: {
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
        'gatewayresponse.header.X-Key': 'method.request.header.X-Key',
        'gatewayresponse.header.X-None': 'method.request.header.X-None',
        'gatewayresponse.header.X-Id': 'context.requestId',
      },
      responseTemplates: {
        'application/json': '{"m": $context.error.messageString, "d": "$context.error.validationErrorString"}',
      },
    },
    DEFAULT_4XX: { statusCode: '499' },
  };

  const { status, headers, body } = answer(bodyError, responses, ['X-Key', 'k']);

  expect([status, JSON.parse(body)]).toEqual([422, { m: 'Invalid request body', d: '[regex "a\\d" \n]' }]);
  expect(headers).toEqual({
    'Content-Type': 'application/problem+json',
    'x-amzn-errortype': 'BadRequestException',
    'X-Key': 'k',
    'X-Id': 'aaaaaaaa-0000-4000-8000-000000000000',
  });
});

test('falls back to the default of its class, whose status counts only when it is given', () => {
  const responseTemplates = { 'application/json': '$context.error.responseType' };

  expect(answer(bodyError, { DEFAULT_4XX: { responseTemplates } })).toMatchObject({
    status: 400,
    body: 'BAD_REQUEST_BODY',
  });
  expect(answer(bodyError, { DEFAULT_4XX: { statusCode: '418' } })).toMatchObject({
    status: 418,
    body: '{"message":"Invalid request body"}',
  });
  expect(answer(bodyError, { DEFAULT_5XX: { statusCode: '418' } }).status).toBe(400);
  expect(answer(configurationError('x'), { DEFAULT_5XX: { responseTemplates } })).toMatchObject({
    status: 500,
    body: 'API_CONFIGURATION_ERROR',
  });
});

test('takes the status of a type that is declared without one', () => {
  expect(
    answer(new GatewayError('INTEGRATION_FAILURE', 'm', { status: 500 }), { INTEGRATION_FAILURE: {} }).status,
  ).toBe(504);
  expect(answer(new GatewayError('DEFAULT_5XX', 'm', { status: 502 }), { DEFAULT_5XX: {} }).status).toBe(502);
});

test('never lets 413 be changed', () => {
  expect(
    answer(new GatewayError('REQUEST_TOO_LARGE', 'Request Too Long'), { DEFAULT_4XX: { statusCode: '400' } }),
  ).toMatchObject({
    status: 413,
    body: '{"message":"Request Too Long"}',
  });
});

test('replaces plain references and renders nothing else', () => {
  const template = [
    '$context.httpMethod.',
    '$context.identity.sourceIp',
    '$context.nothing',
    '$stageVariables.x',
    '$method.request.path.id',
    '$context.error.message',
    '#if(true)$input.body#end ${context.requestId}',
  ].join('|');

  expect(answer(bodyError, { BAD_REQUEST_BODY: { responseTemplates: { 'application/json': template } } }).body).toBe(
    'GET.|127.0.0.1|||i"|Invalid request body|#if(true)$input.body#end ${context.requestId}',
  );
});

test('leaves out a mapped header that HTTP cannot carry', () => {
  const responseParameters = { 'gatewayresponse.header.X-Key': 'method.request.header.X-Key' };

  expect(answer(bodyError, { DEFAULT_4XX: { responseParameters } }, ['X-Key', 'a\nb']).headers).not.toHaveProperty(
    'X-Key',
  );
  expect(answer(bodyError, { DEFAULT_4XX: { responseParameters } }, ['X-Key', 'é']).headers).toHaveProperty(
    'X-Key',
    'é',
  );
});

test('picks the template by Accept', () => {
  const responseTemplates = { 'application/json': 'json', 'text/csv': 'csv' };

  expect(answer(bodyError, { BAD_REQUEST_BODY: { responseTemplates } }, ['Accept', 'text/csv']).body).toBe('csv');
});

test('tells nothing of the cause', () => {
  expect(answer(configurationError(new Error('secret'))).body).toBe('{"message":"Internal server error"}');
});
