import { expect, test } from '@jest/globals';
import { compileModel } from './compile-model.ts';
import { buildExchange } from './fixtures/build-exchange.ts';
import type { RawRequest } from './read-request.ts';
import { validateRequest } from './validate-request.ts';

const operation = {
  requiredParameters: [
    { place: 'header', name: 'X-Key' },
    { place: 'path', name: 'id' },
    { place: 'querystring', name: 'q' },
  ],
  models: new Map([
    [
      'application/json',
      compileModel({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } }),
    ],
  ]),
} as const;

const valid = {
  url: '/?q=1',
  rawHeaders: ['X-Key', 'k'],
  pathParameters: { id: 'i' },
  body: Buffer.from('{"name": "n"}'),
};

function check(raw: Partial<RawRequest>, checked: Parameters<typeof validateRequest>[0] = operation): void {
  validateRequest(checked, buildExchange({ ...valid, ...raw }).request);
}

test('passes a valid request', () => {
  expect(() => check({})).not.toThrow();
});

test('names all missing and blank parameters, by place and name', () => {
  expect(() => check({ url: '/?q=%20', rawHeaders: ['x-key', 'k'], pathParameters: {} })).toThrow(
    expect.objectContaining({
      type: 'BAD_REQUEST_PARAMETERS',
      message: 'Missing required request parameters: [X-Key, id, q]',
    }),
  );
});

test('looks at parameters before it looks at the body', () => {
  expect(() => check({ url: '/', body: Buffer.from('{') })).toThrow(
    expect.objectContaining({ message: 'Missing required request parameters: [q]' }),
  );
});

test.each([
  ['{"name": 1}', '[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]'],
  ['[]', '[instance type (array) does not match any allowed primitive type (allowed: ["object"])]'],
  ['', '[object has missing required properties (["name"])]'],
  ['{"name"', '[Expected the body to be JSON]'],
  ['{"__proto__": {"name": "n"}}', '[object has missing required properties (["name"])]'],
])('refuses the body %s', (body, validationErrors) => {
  expect(() => check({ body: Buffer.from(body) })).toThrow(
    expect.objectContaining({ type: 'BAD_REQUEST_BODY', message: 'Invalid request body', validationErrors }),
  );
});

test('picks the model by the content type, whatever its parameters', () => {
  const body = Buffer.from('{}');

  expect(() => check({ body, rawHeaders: ['X-Key', 'k', 'content-type', 'Application/Json;charset=x'] })).toThrow();
  expect(() => check({ body, rawHeaders: ['X-Key', 'k', 'Content-Type', 'text/plain'] })).not.toThrow();
});

test('checks nothing without a validator', () => {
  const unchecked = { requiredParameters: [], models: new Map() };

  expect(() =>
    check({ url: '/', rawHeaders: [], pathParameters: {}, body: Buffer.from('{') }, unchecked),
  ).not.toThrow();
});
