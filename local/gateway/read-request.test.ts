import { expect, test } from '@jest/globals';
import { rawRequest } from './fixtures/build-exchange.ts';
import { findHeader, readRequest } from './read-request.ts';

const read = (raw: Parameters<typeof rawRequest>[0]) => readRequest(rawRequest(raw));

test('keeps the path as it came, and decodes the query', () => {
  const { request } = read({ url: '/a%20b/?q=%E2%82%AC+1&empty=&bare&q=2' });

  expect(request.path).toBe('/a%20b/');
  expect(request.multiValueQuery).toEqual({ q: ['€ 1', '2'], empty: [''], bare: [''] });
  expect(request.params.querystring).toEqual({ q: '2', empty: '', bare: '' });
});

test('splits the query at a semicolon, as API Gateway does', () => {
  expect(read({ url: '/?a=1;b=2' }).request.params.querystring).toEqual({ a: '1', b: '2' });
});

test.each(['/?q=%zz', '/?%ff=1', '/?q={x}', '/?q=a|b'])('faults the query of %s', (url) => {
  const { request, fault } = read({ url });

  expect(fault).toMatchObject({ type: 'DEFAULT_4XX', status: 400, message: 'Bad Request' });
  expect(request.params.querystring).toEqual({});
});

test('keeps header names in their case, and every value of a repeated one', () => {
  const { request } = read({ rawHeaders: ['If-Match', '"1"', 'x-a', '1', 'if-match', '"2"', 'x-a', '2'] });

  expect(request.multiValueHeaders).toEqual({ 'If-Match': ['"1"'], 'if-match': ['"2"'], 'x-a': ['1', '2'] });
  expect(request.params.header).toEqual({ 'If-Match': '"1"', 'if-match': '"2"', 'x-a': '2' });
  expect(findHeader(request.params.header, 'if-match')).toBe('"2"');
  expect(findHeader(request.params.header, 'accept')).toBeUndefined();
});

test('takes hostile names for names', () => {
  const { request } = read({ url: '/?__proto__=1&constructor=2', rawHeaders: ['__proto__', 'x'] });

  expect(Object.entries(request.params.querystring)).toEqual([
    ['__proto__', '1'],
    ['constructor', '2'],
  ]);
  expect(Object.entries(request.params.header)).toEqual([['__proto__', 'x']]);
});

test('reads the body as UTF-8, a byte order mark included', () => {
  expect(read({ body: Buffer.from('\uFEFF{"a":"😀"}') }).request.body).toBe('\uFEFF{"a":"😀"}');
});

test('faults a body that is not UTF-8', () => {
  const { request, fault } = read({ body: Buffer.from([0x22, 0xff, 0x22]) });

  expect(fault).toMatchObject({ type: 'BAD_REQUEST_BODY', message: 'Invalid request body' });
  expect(request.body).toBe('');
});
