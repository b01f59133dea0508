import { expect, test } from '@jest/globals';
import { fc } from '../../test/support/fast-check.ts';
import { buildDocument, mockOperation } from './fixtures/build-document.ts';
import { GatewayError } from './gateway-error.ts';
import { loadApi } from './load-api.ts';
import { type ServeOptions, serveRequest } from './serve-request.ts';

const template = String.raw`#set($context.responseOverride.header.X-Echo = $input.params('x-echo'))
{"body": $input.json('$'), "q": "$util.escapeJavaScript($input.params('q')).replaceAll("\\'", "'")"}`;
const { operations, gatewayResponses } = loadApi(
  buildDocument(
    { '/{id}': { post: mockOperation(template, {}, { parameters: [{ name: 'q', in: 'query', required: true }] }) } },
    {
      'x-amazon-apigateway-request-validators': { full: { validateRequestParameters: true } },
      'x-amazon-apigateway-request-validator': 'full',
      'x-amazon-apigateway-gateway-responses': {
        DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.X-Echo': 'method.request.querystring.q' } },
      },
    },
  ),
  {},
);

const unused = () => {
  throw new Error('Expected no call.');
};
const options: ServeOptions = {
  gatewayResponses,
  backends: { dynamodb: { call: unused, close: unused }, functions: {}, onIntegrationRequest: unused },
  clock: () => 0,
  newRequestId: () => 'aaaaaaaa-0000-4000-8000-000000000000',
};

/** Texts that HTTP carries, and that mean something to JSON, VTL, URLs or headers. */
const piece = fc.constantFrom(
  '"',
  '\\',
  "'",
  '$x',
  '${x}',
  '#end',
  '##',
  '%',
  '%41',
  '%0A',
  '%E2%82%AC',
  '%zz',
  '&',
  ';',
  '=',
  '{',
  '|',
  'é',
  'a',
  ' ',
);
const hostile = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));

test('answers every request, whatever it holds, and tells nothing but what it was told', async () => {
  const operation = operations[0];
  if (!operation) throw new Error('Expected an operation.');
  const target = fc.constantFrom(
    operation,
    new GatewayError('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token'),
  );
  const raw = fc.record({
    method: fc.constant('POST'),
    url: fc.tuple(hostile, hostile).map(([path, query]) => `/${path}?q=${query}`),
    rawHeaders: fc.tuple(fc.constantFrom('x-echo', 'X-Amzn-RequestId', 'Accept', 'Content-Type', '__proto__'), hostile),
    pathParameters: hostile.map((id) => ({ id })),
    body: fc.oneof(
      fc.uint8Array(),
      hostile.map((text) => Buffer.from(JSON.stringify(text))),
    ),
    sourceIp: fc.constant('127.0.0.1'),
    httpVersion: fc.constant('1.1'),
  });

  await fc.assert(
    fc.asyncProperty(raw, target, async (request, destination) => {
      const { answer } = await serveRequest({ raw: request, target: destination }, options);

      expect([200, 400, 403, 415, 500]).toContain(answer.status);
      expect(() => JSON.parse(answer.body)).not.toThrow();
    }),
    { numRuns: 500 },
  );
});
