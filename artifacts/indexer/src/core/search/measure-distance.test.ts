import { expect, test } from '@jest/globals';
import { fc } from '../../../../../test/support/fast-check.ts';
import { measureDistance } from './measure-distance.ts';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['crime', 'crime', 0],
  ['crme', 'crime', 1],
  ['crimme', 'crime', 1],
  ['crine', 'crime', 1],
  ['cirme', 'crime', 1],
  ['kitten', 'sitting', 3],
  ['ca', 'abc', 3],
  ['😀a', 'a😀', 1],
])('finds %j and %j %i slips apart', (a, b, slips) => {
  expect(measureDistance(a, b)).toBe(slips);
});

test('is the same both ways, none only between equals, and at most the longer length', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const slips = measureDistance(a, b);

      expect(measureDistance(b, a)).toBe(slips);
      expect(slips === 0).toBe(a === b);
      expect(slips).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});
