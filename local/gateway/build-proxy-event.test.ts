import { expect, test } from '@jest/globals';
import { buildProxyEvent } from './build-proxy-event.ts';
import { buildExchange } from './fixtures/build-exchange.ts';

test('builds a whole event of version 1.0', () => {
  const { request, context } = buildExchange(
    {
      method: 'POST',
      url: '/books/a%20b/?q=1&q=%C3%BC',
      rawHeaders: [
        'Host',
        'localhost:8080',
        'X-A',
        '1',
        'X-A',
        '2',
        'Content-Length',
        '2',
        'X-Forwarded-For',
        'forged',
      ],
      pathParameters: { bookId: 'a b' },
      body: Buffer.from('{}'),
    },
    '/books/{bookId}',
  );
  const { requestOverride: _, responseOverride: __, ...requestContext } = context;
  const multiValueHeaders = {
    Host: ['localhost:8080'],
    'X-A': ['1', '2'],
    'X-Amzn-Trace-Id': [expect.stringMatching(/^Root=1-552671f0-[0-9a-f]{24}$/)],
    'X-Forwarded-For': ['127.0.0.1'],
    'X-Forwarded-Port': ['8080'],
    'X-Forwarded-Proto': ['http'],
  };

  expect(buildProxyEvent(request, context, '/books/{bookId}')).toEqual({
    resource: '/books/{bookId}',
    path: '/books/a%20b/',
    httpMethod: 'POST',
    headers: Object.fromEntries(Object.entries(multiValueHeaders).map(([name, values]) => [name, values.at(-1)])),
    multiValueHeaders,
    queryStringParameters: { q: 'ü' },
    multiValueQueryStringParameters: { q: ['1', 'ü'] },
    pathParameters: { bookId: 'a%20b' },
    stageVariables: null,
    requestContext,
    body: '{}',
    isBase64Encoded: false,
  });
});

test('gives null for what a request does not have', () => {
  const { request, context } = buildExchange();

  expect(buildProxyEvent(request, context, '/')).toMatchObject({
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    body: null,
  });
});
