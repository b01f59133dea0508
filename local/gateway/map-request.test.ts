import { expect, test } from '@jest/globals';
import { compileMapping } from './compile-mapping.ts';
import { buildExchange } from './fixtures/build-exchange.ts';
import { mapRequest } from './map-request.ts';
import type { TemplatedIntegration } from './read-integration.ts';
import type { RawRequest } from './read-request.ts';

function map(template: string, integration: Partial<TemplatedIntegration> = {}, raw: Partial<RawRequest> = {}) {
  return mapRequest(
    {
      passthroughBehavior: 'never',
      requestTemplates: new Map([['application/json', template]]),
      requestHeaders: [],
      responses: [],
      timeoutMs: 1_000,
      ...integration,
    },
    buildExchange(raw),
  );
}

test('renders the template over body, parameters and context', () => {
  const template =
    "$input.json('$.a') $input.params('id') $input.params('q') $context.requestTimeEpoch $stageVariables.x";
  const raw = { url: '/?q=2', pathParameters: { id: 'i' }, body: Buffer.from('{"a": "\\"b"}') };

  expect(map(template, {}, raw)).toEqual({ body: '"\\"b" i 2 1428582896000 ', headers: {} });
});

test('gives header names to templates in the case in which they came', () => {
  const template = "$input.params('If-Match')|$input.params('if-match')";

  expect(map(template, {}, { rawHeaders: ['If-Match', '1'] }).body).toBe('1|');
});

test('sends mapped headers, and overrides above them', () => {
  const requestHeaders = ['x-a', 'X-B', 'x-c'].map((name) => ({
    name,
    map: compileMapping("'mapped'", 'request') ?? (() => ''),
  }));
  const absent = { name: 'x-d', map: () => undefined };
  const template = '#set($context.requestOverride.header.x-b = "set")#set($context.requestOverride.header.X-E = 5)';

  expect(map(template, { requestHeaders: [...requestHeaders, absent] }).headers).toEqual({
    'x-a': 'mapped',
    'x-b': 'set',
    'x-c': 'mapped',
    'x-e': '5',
  });
});

test('refuses a type without a template, and passes the body where that is allowed', () => {
  const raw = { rawHeaders: ['Content-Type', 'text/plain'], body: Buffer.from('as it is') };

  expect(() => map('x', {}, raw)).toThrow(
    expect.objectContaining({ type: 'UNSUPPORTED_MEDIA_TYPE', message: 'Unsupported Media Type' }),
  );
  expect(map('x', { passthroughBehavior: 'when_no_match' }, raw).body).toBe('as it is');
});

test.each([
  ['a method that throws', '#set($a = [])$a.get(99)'],
  [
    'a second override of one header',
    '#set($context.requestOverride.header.a = "1")#set($context.requestOverride.header.a = "2")',
  ],
  ['more than 1,000 iterations', '#foreach($i in [1..1001])x#end'],
  ['a header that is the gateway’s own', '#set($context.requestOverride.header.Authorization = "x")'],
])('fails on %s', (_, template) => {
  expect(() => map(template)).toThrow(
    expect.objectContaining({ type: 'API_CONFIGURATION_ERROR', message: 'Internal server error' }),
  );
});
