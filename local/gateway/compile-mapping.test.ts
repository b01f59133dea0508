import { expect, test } from '@jest/globals';
import { compileMapping, type MappingSide } from './compile-mapping.ts';
import { buildExchange } from './fixtures/build-exchange.ts';

const body = '{"a": {"b": [1, "two", null]}, "text": "t", "__proto__": "p"}';
const source = {
  ...buildExchange({
    url: '/?q=1&q=2',
    rawHeaders: ['X-A', '1', 'X-A', '2'],
    pathParameters: { id: 'x y' },
    body: Buffer.from(body),
  }),
  reply: { status: 200, headers: { 'x-amz-crc32': '7' }, body },
};

const map = (expression: string, side: MappingSide) => compileMapping(expression, side)?.(source);

test.each([
  ['\'static, "text"\'', 'request', 'static, "text"'],
  ["''", 'gateway', ''],
  ['context.requestId', 'response', 'aaaaaaaa-0000-4000-8000-000000000000'],
  ['context.identity.sourceIp', 'gateway', '127.0.0.1'],
  ['context.requestTimeEpoch', 'request', '1428582896000'],
  ['method.request.path.id', 'request', 'x y'],
  ['method.request.querystring.q', 'gateway', '2'],
  ['method.request.multivaluequerystring.q', 'request', '1,2'],
  ['method.request.header.X-A', 'request', '2'],
  ['method.request.multivalueheader.X-A', 'request', '1,2'],
  ['method.request.body', 'request', body],
  ['method.request.body.a.b[1]', 'request', 'two'],
  ['integration.response.header.X-Amz-Crc32', 'response', '7'],
  ['integration.response.body', 'response', body],
  ['integration.response.body.a', 'response', '{"b":[1,"two",null]}'],
  ['integration.response.body.a.b[0]', 'response', '1'],
] as const)('maps %s to the %s', (expression, side, expected) => {
  expect(map(expression, side)).toBe(expected);
});

test.each([
  ['context.identity.caller', 'response'],
  ['context.nothing.at.all', 'response'],
  ['context.identity', 'response'],
  ['context.constructor.name', 'response'],
  ['stageVariables.x', 'request'],
  ['method.request.header.x-a', 'request'],
  ['method.request.querystring.constructor', 'request'],
  ['method.request.body.a.c', 'request'],
  ['integration.response.header.constructor', 'response'],
  ['integration.response.body.a.b[2]', 'response'],
] as const)('maps %s to nothing', (expression, side) => {
  expect(map(expression, side)).toBeUndefined();
});

test.each([
  ['integration.response.header.x', 'request'],
  ['method.request.header.x', 'response'],
  ['method.request.body', 'gateway'],
  ['*', 'gateway'],
  ["'open", 'request'],
  ['header.x', 'request'],
] as const)('knows no %s on the side of the %s', (expression, side) => {
  expect(compileMapping(expression, side)).toBeUndefined();
});
