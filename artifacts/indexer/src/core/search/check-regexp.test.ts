import { expect, test } from '@jest/globals';
import { checkRegexp } from './check-regexp.ts';

const tooOpen = 'a regular expression with fewer characters left open behind a part of open length';

test.each([
  'crime',
  'cr.*',
  'cr.+e?',
  '(crime|idiot).*',
  '[ci][^x-z]*',
  '[0-9]{3}',
  'a{2,}',
  'a{2,5}',
  '[A-Z][a-z]',
  '97[89]-?\\.[\\]\\-]',
  'пре.*',
  '(a|(b|c)+)d',
  'a~b&c<d>@#',
])('takes %j', (pattern) => {
  expect(checkRegexp(pattern)).toBeUndefined();
});

test.each(['.*a', '.a', '.+', 'a?b', 'a*b', 'a{0}b', 'a{0,3}b', '[^a]b', '(a|.*)b', '(.a|b)', '(a?b)'])(
  'wants %j to begin with what must be there',
  (pattern) => {
    expect(checkRegexp(pattern)).toBe('a regular expression that begins with a character or a class of them');
  },
);

test.each([
  '*a',
  '+',
  'a**',
  'a|',
  '|a',
  '(a',
  'a)',
  '()',
  '(',
  'a(b|',
  'a(b*?)',
  '[]',
  '[',
  '[a',
  '[z-a]',
  '[a-',
  '[Z-a]',
  '[a-\u00e9]',
  '[[a]]',
  '[a\\d]',
  'a{',
  'a{}',
  'a{,2}',
  'a{3,2}',
  'a{1000}',
  'a\\',
  'a\\d',
  'a"b"',
  'a}',
  '^a',
  'a$',
])('refuses %j', (pattern) => {
  expect(checkRegexp(pattern)).toBe('a regular expression');
});

test.each(['a{999}b{9}', '((a{99}){99}){99}', '(abcdefghij){101}', '(a{300,}|b{300}){2,}', '([ab]{501})+'])(
  'refuses %j, which would be copied too often',
  (pattern) => {
    expect(checkRegexp(pattern)).toBe('a regular expression with fewer repetitions');
  },
);

test.each([
  't.*a.{5}',
  'a.*b.*c.*d.*e.*f.*g.*h.*',
  't.*(one|two|three|four)',
  '[0-9]{1,3}-[0-9]{1,3}-[0-9]{1,3}',
  '([a-z]+ )+x',
  '(a{0})*b|c',
  'a(.*){0}',
])('takes %j, which makes no large automaton', (pattern) => {
  expect(checkRegexp(pattern)).not.toBe(tooOpen);
});

test.each([
  't.*a.{7}',
  't.+a[a-z]{9}',
  't.{0,50}a.{9}',
  't.*a(x|y){9}',
  '[a-z](.{3})*.{7}',
  't(.*a..){4}',
  't.*ab?[^c]{8}',
])('refuses %j, whose automaton doubles with each character', (pattern) => {
  expect(checkRegexp(pattern)).toBe(tooOpen);
});

test('refuses what is empty, or folded to other characters', () => {
  expect(checkRegexp('')).toBe('a pattern of one character at least');
  expect(checkRegexp('a\uff0a')).toBe('a pattern of ASCII characters, letters and digits');
});
