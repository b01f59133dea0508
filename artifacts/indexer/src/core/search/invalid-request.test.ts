import { expect, test } from '@jest/globals';
import { invalid, isInvalid, show } from './invalid-request.ts';

test('tells what is invalid by no name that a caller can choose', () => {
  expect(isInvalid(invalid('x'))).toBe(true);
  for (const value of [{ detail: 'x' }, { kind: { kind: 'invalid' } }, ['invalid'], 'invalid', null, undefined]) {
    expect(isInvalid(value)).toBe(false);
  }
});

test('shows what came, no longer and no deeper than a message bears', () => {
  const nest = (depth: number): object => (depth === 0 ? {} : [{ a: nest(depth - 1) }]);

  expect(show({ a: [{ b: 1 }] })).toBe('`{"a":[{"b":1}]}`');
  expect(show(nest(3_000))).toBe('`[{"a":[{"a":"…"}]}]`');
  expect(show('a'.repeat(61))).toBe(`\`"${'a'.repeat(59)}…\``);
  expect(show(undefined)).toBe('none');
});
