import { expect, test } from '@jest/globals';
import { checkWildcard } from './check-wildcard.ts';

test.each([
  'a*',
  'cr?me*',
  'a\\*',
  '\\*a',
  'Преступление*',
  'a b',
  'a????????????',
  'a*b\\?\\?\\?\\?\\?\\?\\?\\?\\?\\?',
  'a*b*c*d??',
])('takes %j', (pattern) => {
  expect(checkWildcard(pattern)).toBeUndefined();
});

test.each([
  ['*a', 'a pattern that does not begin with a wildcard'],
  ['?a', 'a pattern that does not begin with a wildcard'],
  ['a*b????????', 'a pattern with fewer `?` behind a `*`'],
  ['', 'a pattern of one character at least'],
  // These the index folds to `*` and `"`.
  ['\uff0aa', 'a pattern of ASCII characters, letters and digits'],
  ['a\u201d', 'a pattern of ASCII characters, letters and digits'],
])('refuses %j', (pattern, problem) => {
  expect(checkWildcard(pattern)).toBe(problem);
});
