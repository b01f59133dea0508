import { expect, test } from '@jest/globals';
import { fatalCodeOf } from './send-request.ts';

test.each([
  [401, '', 'search.forbidden'],
  [403, '{"error":{"type":"security_exception"}}', 'search.forbidden'],
  [404, '{}', 'search.index-missing'],
  [400, '{}', 'search.request-refused'],
])('gives up on an answer of %i %s', (status, text, code) => {
  expect(fatalCodeOf(status, text)).toBe(code);
});

test.each([
  [200, '{}'],
  [429, '{}'],
  [503, '{}'],
  [403, '{"error":{"type":"cluster_block_exception"}}'],
  [403, '{"error":{"type":"index_create_block_exception"}}'],
])('does not give up on an answer of %i %s', (status, text) => {
  expect(fatalCodeOf(status, text)).toBeUndefined();
});
