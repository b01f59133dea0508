import { expect, test } from '@jest/globals';
import { getAttribute, getString, isMalformed } from './attribute-value.ts';

test('reads attributes by their own names only', () => {
  const item = JSON.parse('{"__proto__":{"S":"x"},"a":{"N":"1"}}') as Parameters<typeof getAttribute>[0];

  expect(getAttribute(item, '__proto__')).toEqual({ S: 'x' });
  expect(getAttribute(item, 'constructor')).toBeUndefined();
});

test('reads the text of a string attribute and of no other', () => {
  const item = { text: { S: 'x' }, number: { N: '1' }, broken: { S: 7 } } as never;

  expect(['text', 'number', 'broken', 'absent'].map((name) => getString(item, name))).toEqual([
    'x',
    undefined,
    undefined,
    undefined,
  ]);
});

test('tells what is malformed from what is not', () => {
  expect(isMalformed({ malformed: 'why' })).toBe(true);
  for (const value of ['malformed', null, undefined, {}, []]) expect(isMalformed(value)).toBe(false);
});
