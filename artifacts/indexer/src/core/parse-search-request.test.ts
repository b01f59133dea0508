import { expect, test } from '@jest/globals';
import { parseSearchRequest } from './parse-search-request.ts';

const parse = (queryStringParameters: unknown) => parseSearchRequest({ queryStringParameters });

test('reads text and limit', () => {
  expect(parse({ q: ' moby dick ', limit: '100', other: 'x' })).toEqual({ text: 'moby dick', limit: 100 });
  expect(parse({ q: 'x' })).toEqual({ text: 'x', limit: 25 });
});

test('reads the form that shows repeated parameters', () => {
  const event = (q: readonly string[]) => ({
    queryStringParameters: { q: 'b' },
    multiValueQueryStringParameters: { q },
  });

  expect(parseSearchRequest(event(['a']))).toEqual({ text: 'a', limit: 25 });
  expect(parseSearchRequest(event(['a', 'b']))).toEqual({ detail: 'Expected one `q`, got 2.' });
});

test.each([[undefined], [null], [{}], [{ q: '' }], [{ q: ' \t\u00a0' }]])(
  'wants text to search for, got %j',
  (parameters) => {
    expect(parse(parameters)).toEqual({ detail: 'Expected `q` to be text to search for, got none.' });
  },
);

test('does without an event', () => {
  expect(parseSearchRequest(undefined)).toMatchObject({ detail: expect.any(String) });
});

test('takes text of a thousand characters and no longer', () => {
  expect(parse({ q: 'x'.repeat(1_000) })).toMatchObject({ limit: 25 });
  expect(parse({ q: 'x'.repeat(1_001) })).toEqual({ detail: 'Expected `q` to be at most 1000 characters, got 1001.' });
});

test.each(['0', '101', '1000', '-1', '1.5', '01', '', 'ten', '1e1', ' 5'])('refuses the limit %j', (limit) => {
  expect(parse({ q: 'x', limit })).toEqual({ detail: 'Expected `limit` to be an integer from 1 to 100.' });
});

test('replaces a lone surrogate, which no request can carry', () => {
  expect(parse({ q: 'a\uD800' })).toEqual({ text: 'a\uFFFD', limit: 25 });
});
