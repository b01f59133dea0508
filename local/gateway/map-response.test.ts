import { expect, test } from '@jest/globals';
import { compileMapping } from './compile-mapping.ts';
import { buildExchange } from './fixtures/build-exchange.ts';
import { render } from './map-request.ts';
import { mapResponse } from './map-response.ts';
import type { IntegrationResponse } from './read-integration-responses.ts';

const reply = { status: 200, headers: { 'x-amz-crc32': '7' }, body: '{"a": {"b": 1}}' };
const json = (template: string) => new Map([['application/json', template]]);
const response: IntegrationResponse = { pattern: undefined, status: 200, headers: [], templates: json('') };

function map(
  responses: readonly Partial<IntegrationResponse>[],
  options: { status?: number; rawHeaders?: string[]; before?: string } = {},
) {
  const exchange = buildExchange({ url: '/?q=1', rawHeaders: options.rawHeaders ?? [] });
  if (options.before) render(options.before, '', exchange);
  const answer = mapResponse(
    {
      passthroughBehavior: 'never',
      requestTemplates: new Map(),
      requestHeaders: [],
      timeoutMs: 1_000,
      responses: responses.map((each) => ({ ...response, ...each })),
    },
    { ...reply, status: options.status ?? 200 },
    exchange,
  );
  return {
    ...answer,
    headers: Object.fromEntries([...answer.headers.values()].map(({ name, values }) => [name, values.join()])),
  };
}

const byPattern = [
  { pattern: /^(?:5\d{2})$/s, status: 503 },
  { pattern: /^(?:20)$/s, status: 418 },
  { pattern: /^(?:200|400)$/s, status: 201 },
  { pattern: undefined, status: 500 },
];

test.each([
  [200, 201],
  [400, 201],
  [502, 503],
  [404, 500],
])('answers the status %i by the first pattern that matches all of it, else the default', (status, expected) => {
  expect(map(byPattern, { status }).status).toBe(expected);
});

test('fails when neither a pattern nor a default is there', () => {
  expect(() => map(byPattern.slice(0, 3), { status: 404 })).toThrow(
    expect.objectContaining({
      type: 'API_CONFIGURATION_ERROR',
      cause: expect.objectContaining({ message: expect.stringContaining('404') }),
    }),
  );
});

test('renders the template over the answer, with the parameters of the request', () => {
  expect(map([{ templates: json("$input.path('$.a.b') $input.params('q')") }])).toEqual({
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: '1 1',
  });
});

test('passes the answer on where there is no template', () => {
  expect(map([{ templates: new Map() }]).body).toBe(reply.body);
});

test('picks the template by Accept', () => {
  const templates = new Map([
    ['application/json', 'json'],
    ['text/csv', 'csv'],
  ]);

  expect(map([{ templates }], { rawHeaders: ['accept', 'text/csv;q=1'] }).body).toBe('csv');
  expect(map([{ templates }], { rawHeaders: ['Accept', 'image/png'] }).body).toBe('json');
});

test('maps headers, leaves out what maps to nothing, and lets overrides win', () => {
  const headers = [
    ['X-Static', "'text'"],
    ['X-Crc', 'integration.response.header.X-Amz-Crc32'],
    ['X-Body', 'integration.response.body.a.b'],
    ['X-None', 'integration.response.header.none'],
    ['ETag', "'mapped'"],
  ].map(([name = '', expression = '']) => ({ name, map: compileMapping(expression, 'response') ?? (() => '') }));
  const templates = json(
    '#set($context.responseOverride.header.etag = "set")#set($context.responseOverride.header.content-type = "text/csv")x',
  );

  expect(map([{ headers, templates }]).headers).toEqual({
    'content-type': 'text/csv',
    'X-Static': 'text',
    'X-Crc': '7',
    'X-Body': '1',
    etag: 'set',
  });
});

test.each([
  ['444', 444],
  ['"444"', 200],
  ['99', 200],
  ['600', 200],
  ['404.5', 200],
  ['""', 200],
])('takes %s as an override of the status or leaves it', (value, expected) => {
  expect(map([{ templates: json(`#set($context.responseOverride.status = ${value})`) }]).status).toBe(expected);
});

test('keeps what the request template overrode and set aside', () => {
  const before = '#set($context.responseOverride.status = 404)#set($context.requestOverride.header.x-id = "i")';

  expect(map([{ templates: json('$context.requestOverride.header.x-id') }], { before })).toMatchObject({
    status: 404,
    body: 'i',
  });
});

test('fails on a second override, in whichever template it stands', () => {
  const before = '#set($context.responseOverride.status = 404)';

  expect(() => map([{ templates: json(before) }], { before })).toThrow(
    expect.objectContaining({ type: 'API_CONFIGURATION_ERROR' }),
  );
});

test('sends no body with 204, declared or overridden', () => {
  expect(map([{ status: 204, templates: json('text') }]).body).toBe('');
  expect(map([{ templates: json('#set($context.responseOverride.status = 204)text') }]).body).toBe('');
});

test.each([
  ['a template that fails', { templates: json('#set($a = [])$a.get(99)') }],
  [
    'an answer that is no JSON, in a mapping',
    {
      headers: [
        {
          name: 'X',
          map: () => {
            throw new Error('no JSON');
          },
        },
      ],
    },
  ],
  ['a header that HTTP cannot carry', { templates: json('#set($context.responseOverride.header.X = "€")') }],
  [
    'a header name that is none',
    { templates: json('#set($m = $context.responseOverride.header)#set($x = $m.put("a b", "1"))') },
  ],
  ['a status that is not final', { templates: json('#set($context.responseOverride.status = 100)') }],
])('fails on %s', (_, partial) => {
  expect(() => map([partial])).toThrow(expect.objectContaining({ type: 'API_CONFIGURATION_ERROR' }));
});
