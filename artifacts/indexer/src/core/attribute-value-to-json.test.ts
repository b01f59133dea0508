import { expect, test } from '@jest/globals';
import { attributeValueToJson, maxDepth } from './attribute-value-to-json.ts';

test.each([
  ['text', { S: 'a "b" \\ \n \u2028 😀' }, JSON.stringify('a "b" \\ \n \u2028 😀')],
  ['empty text', { S: '' }, '""'],
  [
    'a number of 38 digits',
    { N: '12345678901234567890.123456789012345678' },
    '12345678901234567890.123456789012345678',
  ],
  ['a number with an exponent', { N: '1E3' }, '1000'],
  ['binary', { B: 'AAH/' }, '"AAH/"'],
  ['a boolean', { BOOL: false }, 'false'],
  ['null', { NULL: true }, 'null'],
  ['a set of texts', { SS: ['a', 'b'] }, '["a","b"]'],
  ['a set of numbers', { NS: ['1', '2.50'] }, '[1,2.5]'],
  ['a set of binaries', { BS: ['AA==', 'AQ=='] }, '["AA==","AQ=="]'],
  ['an empty list', { L: [] }, '[]'],
  ['a list', { L: [{ S: 'a' }, { N: '1' }, { L: [{ NULL: true }] }] }, '["a",1,[null]]'],
  ['a map', { M: { b: { N: '1' }, a: { M: {} } } }, '{"b":1,"a":{}}'],
])('writes %s', (_, value, json) => {
  expect(attributeValueToJson(value)).toBe(json);
});

test('keeps an attribute called __proto__ as an ordinary member', () => {
  const value: unknown = JSON.parse('{"M":{"__proto__":{"S":"x"},"constructor":{"N":"1"}}}');

  expect(attributeValueToJson(value)).toBe('{"__proto__":"x","constructor":1}');
});

test('replaces a lone surrogate, which no UTF-8 text can hold', () => {
  expect(attributeValueToJson({ M: { 'k\uD800': { S: 'a\uDC00b' } } })).toBe('{"k\uFFFD":"a\uFFFDb"}');
});

test('goes as deep as DynamoDB does and no deeper', () => {
  const nest = (levels: number): unknown => (levels === 0 ? { S: 'x' } : { L: [nest(levels - 1)] });

  expect(attributeValueToJson(nest(maxDepth))).toBe(`${'['.repeat(maxDepth)}"x"${']'.repeat(maxDepth)}`);
  expect(attributeValueToJson(nest(maxDepth + 1))).toEqual({
    malformed: 'Expected at most 32 levels of nesting, got more.',
  });
});

test.each([
  ['no attribute value', 'text', 'Expected an attribute value, got string.'],
  ['null', null, 'Expected an attribute value, got null.'],
  ['no type', {}, 'Expected one type in an attribute value, got 0.'],
  ['two types', { S: 'a', N: '1' }, 'Expected one type in an attribute value, got 2.'],
  ['an unknown type', { X: 'a' }, 'Expected an attribute type of DynamoDB, got another.'],
  ['text that is none', { S: 1 }, 'Expected text, got number.'],
  ['a number that is none', { N: 'one' }, 'Expected a number of DynamoDB, got other text.'],
  ['a number as a number', { N: 1 }, 'Expected a number as text, got number.'],
  ['a boolean that is none', { BOOL: 'true' }, 'Expected a boolean in `BOOL`, got string.'],
  ['a null that is none', { NULL: 'x' }, 'Expected a boolean in `NULL`, got string.'],
  ['a list that is none', { L: { S: 'a' } }, 'Expected an array, got object.'],
  ['a bad element of a list', { L: [{ S: 'a' }, 7] }, 'Expected an attribute value, got number.'],
  ['a bad element of a set', { NS: ['1', 'x'] }, 'Expected a number of DynamoDB, got other text.'],
  ['a map that is a list', { M: [] }, 'Expected an object in `M`, got array.'],
  ['a map that is null', { M: null }, 'Expected an object in `M`, got null.'],
  ['a map that is text', { M: 'x' }, 'Expected an object in `M`, got string.'],
  ['a bad member of a map', { M: { a: { S: null } } }, 'Expected text, got null.'],
])('says what is wrong with %s, without its content', (_, value, malformed) => {
  expect(attributeValueToJson(value)).toEqual({ malformed });
});
