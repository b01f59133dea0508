import { expect, test } from '@jest/globals';
import { findDifferingFields } from './find-differing-fields.ts';

test.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
  ['nothing in equal documents', { a: 'x', b: [1, { c: null }] }, { a: 'x', b: [1, { c: null }] }, []],
  ['nothing where members stand in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, []],
  ['a field that one of them lacks', { a: 1 }, { a: 1, b: undefined }, ['b']],
  ['a field that the other lacks', { a: 1, b: null }, { a: 1 }, ['b']],
  ['fields of another value, sorted', { b: 'x', a: 'y', c: 1 }, { b: 'X', a: 'Y', c: 1 }, ['a', 'b']],
  ['a field whose list is in another order', { a: [1, 2] }, { a: [2, 1] }, ['a']],
  ['a field whose list is longer', { a: [1] }, { a: [1, 1] }, ['a']],
  ['a field that holds a list here and an object there', { a: ['x'] }, { a: { 0: 'x' } }, ['a']],
  ['a field that holds null here and an object there', { a: null }, { a: {} }, ['a']],
  ['a field with another member deep inside', { a: { b: { c: 1 } } }, { a: { b: { d: 1 } } }, ['a']],
  ['a field with a name that all objects inherit', { constructor: 1 }, {}, ['constructor']],
])('finds %s', (_, a, b, fields) => {
  expect(findDifferingFields(a, b)).toEqual(fields);
});
