import { expect, test } from '@jest/globals';
import { javaRegex, matchesWhole, replaceByRegex } from './java-regex.ts';
import { TemplateError } from './template-error.ts';

const replaceAll = (text: string, pattern: string, by: string) => replaceByRegex(text, javaRegex(pattern, text), by);

test('matches the whole text, as Java does', () => {
  expect(matchesWhole('abc123', 'abc')).toBe(false);
  expect(matchesWhole('abc123', 'abc|[a-z0-9]+')).toBe(true);
  expect(matchesWhole('"12"', '^"[0-9]{1,10}"$')).toBe(true);
  expect(matchesWhole('a\nb', 'a.b')).toBe(false);
  expect(matchesWhole('x\u00a0y', 'x\\sy')).toBe(false);
  expect(matchesWhole('😀', '.')).toBe(true);
});

test.each([
  ["\\\\'", "'", `it\\'s`, "it's"],
  ["'", "\\\\'", "it's", `it\\'s`],
  ['b', '\\$', 'abc', 'a$c'],
  ['(b)(c)', '$2$1', 'abc', 'acb'],
  ['(b)', '$10', 'abc', 'ab0c'],
  ['(?<x>b)', '[${x}]', 'abc', 'a[b]c'],
  ['[-.]', '', 'a-b.c', 'abc'],
  ['\\Q.\\E', '!', 'a.b', 'a!b'],
  ['\\p{Alpha}', '_', 'aé1', '_é1'],
  ['$', '!', 'a\n', 'a!\n!'],
])('replaces %s by %s', (pattern, by, text, expected) => {
  expect(replaceAll(text, pattern, by)).toBe(expected);
});

test.each(['(', '[a&&[b]]', 'a++', '(?>a)', '(?i)a', '\\p{Punct}', '\\h\\y', 'a\\'])(
  'refuses the pattern %s',
  (pattern) => {
    expect(() => javaRegex(pattern, 'a')).toThrow(TemplateError);
  },
);

test.each(['$', '$x', '$2', '\\', '${nope}'])('refuses the replacement %s', (by) => {
  expect(() => replaceAll('a', '(a)', by)).toThrow(TemplateError);
});

test('refuses an empty match where Java would split a character', () => {
  expect(() => replaceAll('a😀', '', '-')).toThrow(TemplateError);
});
