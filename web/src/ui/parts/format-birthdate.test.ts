import { expect, test } from '@jest/globals';
import { formatBirthdate } from './format-birthdate.ts';

test.each([
  ['1821', '1821'],
  ['1821-11', 'November 1821'],
  ['1775-12-16', '16 December 1775'],
  ['-0431', '432 BC'],
  ['-0099-07-12', '12 July 100 BC'],
  ['0000', '1 BC'],
  ['0046', 'AD 46'],
  ['about 1600', 'about 1600'],
])('somebody born %s is said to be born %s', (birthdate, text) => {
  expect(formatBirthdate(birthdate)).toBe(text);
});
