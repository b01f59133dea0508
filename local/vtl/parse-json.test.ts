import { expect, test } from '@jest/globals';
import { parseJson } from './parse-json.ts';
import { printJson, printValue } from './print-value.ts';
import { TemplateError } from './template-error.ts';

test.each([
  ' { "a" : [ 1 , true , null , "x" ] } ',
  '{"a":"\\u0041\\n\\/","b":{"c":[]}}',
  '[0,-1,1.5,1e3,2147483648,123456789012345678901234]',
  '"\\ud800"',
])('reads %s', (text) => {
  expect(JSON.parse(printJson(parseJson(text), 'plain'))).toEqual(JSON.parse(text));
});

test.each(['', '{', '{a:1}', "{'a':1}", '[1,]', '{"a":1,}', '"a', '"\\', '"\\x"', '01', '1.', 'tru', '1 2', '"a\nb"'])(
  'fails on %j',
  (text) => {
    expect(() => parseJson(text)).toThrow(TemplateError);
  },
);

test('keeps the digits of long fractions', () => {
  expect(printValue(parseJson('1.234567890123456789012'))).toBe('1.234567890123456789012');
});

test('lets the last of two equal keys win, at the place of the first', () => {
  expect(printValue(parseJson('{"a":1,"b":2,"a":3}'))).toBe('{a=3, b=2}');
});

test('drops a bare DEL from texts, as json-smart does', () => {
  expect(parseJson('"a\u007fb\\u007f"')).toBe('ab\u007f');
});

test('fails on JSON of more than 400 levels', () => {
  expect(() => parseJson('['.repeat(401) + ']'.repeat(401))).toThrow('400 levels');
});

test('escapes as json-smart does: controls, U+2000 to U+20FF, and slashes only on the web', () => {
  expect(printJson('"\\/\b\f\n\r\t\u0001\u0085\u2028é😀', 'plain')).toBe(
    '"\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u0085\\u2028é😀"',
  );
  expect(printJson('a/b', 'web')).toBe('"a\\/b"');
});
