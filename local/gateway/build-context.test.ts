import { expect, test } from '@jest/globals';
import { buildExchange } from './fixtures/build-exchange.ts';

test('gives what API Gateway gives to an unauthenticated call, and no more', () => {
  const rawHeaders = ['Host', 'api.example.org:8080', 'User-Agent', 'curl/8'];
  const { context } = buildExchange({ method: 'POST', url: '/books?x=1', rawHeaders }, '/books');

  expect(context).toEqual({
    resourceId: 'local',
    resourcePath: '/books',
    httpMethod: 'POST',
    extendedRequestId: expect.stringMatching(/^[A-Za-z0-9+/]{15}=$/),
    requestTime: '09/Apr/2015:12:34:56 +0000',
    path: '/books',
    accountId: '000000000000',
    protocol: 'HTTP/1.1',
    requestOverride: { header: {}, path: {}, querystring: {} },
    responseOverride: { header: {} },
    stage: 'local',
    domainPrefix: 'api',
    requestTimeEpoch: 1_428_582_896_000,
    requestId: 'aaaaaaaa-0000-4000-8000-000000000000',
    identity: expect.objectContaining({ sourceIp: '127.0.0.1', userAgent: 'curl/8', caller: null, accountId: null }),
    domainName: 'api.example.org',
    deploymentId: 'local',
    apiId: 'local',
  });
});

test.each(['x', "a'b", 'A-1.2_3~`|^', 'x'.repeat(128)])('lets the client choose the request id: %s', (id) => {
  expect(buildExchange({ rawHeaders: ['X-Amzn-RequestId', id] }).context.requestId).toBe(id);
  expect(buildExchange({ rawHeaders: ['x-amzn-requestid', id] }).context.requestId).toBe(id);
});

test.each(['', 'a b', 'a"b', 'ä', '{}', 'x'.repeat(129)])('makes an id in place of one that is no token: %s', (id) => {
  expect(buildExchange({ rawHeaders: ['X-Amzn-RequestId', id] }).context.requestId).toMatch(/^aaaaaaaa-/);
});

test('gives each request overrides and an extended id of its own', () => {
  const [first, second] = [buildExchange(), buildExchange()];

  expect(first.context.extendedRequestId).not.toBe(second.context.extendedRequestId);
  expect(first.context.responseOverride.header).not.toBe(second.context.responseOverride.header);
});
