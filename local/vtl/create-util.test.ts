import { expect, test } from '@jest/globals';
import { renderSample } from './fixtures/render-sample.ts';
import { TemplateError } from './template-error.ts';

const body = JSON.stringify({ s: `it's "a" / \\ \n é 😀 \u2028`, b: '!!', u: '%zz' });

test.each([
  ['$util.escapeJavaScript($input.path("$.s"))', `it\\'s \\"a\\" \\/ \\\\ \\n \\u00E9 \\uD83D\\uDE00 \\u2028`],
  [
    `$util.escapeJavaScript($input.path("$.s")).replaceAll("\\\\'","'")`,
    `it's \\"a\\" \\/ \\\\ \\n \\u00E9 \\uD83D\\uDE00 \\u2028`,
  ],
  ['$util.urlEncode("a b&é~*")', 'a+b%26%C3%A9%7E*'],
  ['$util.urlDecode("a+b%26%C3%A9")', 'a b&é'],
  ['$util.base64Encode("héllo")', 'aMOpbGxv'],
  ['$util.base64Decode("aMOpbGxv")', 'héllo'],
  ['$util.parseJson(\'{"a": [1, {"b": 2.50}]}\').a[1].b', '2.5'],
  ['#set($n = $util.parseJson("12"))#set($n = $n + 1)$n', '13'],
  ['[$util.toJson("x")$util.autoId()]', '[]'],
])('has the six functions of API Gateway and no other: %s', (template, text) => {
  expect(renderSample(template, { body })).toBe(text);
});

test.each(['$util.base64Decode($input.path("$.b"))', '$util.urlDecode($input.path("$.u"))', '$util.parseJson("{")'])(
  'fails on input that it cannot read: %s',
  (template) => {
    expect(() => renderSample(template, { body })).toThrow(TemplateError);
  },
);
