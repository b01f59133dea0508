import { expect, test } from '@jest/globals';
import { toCanonicalDecimal } from './to-canonical-decimal.ts';

test.each([
  ['0', '0'],
  ['-0', '0'],
  ['0.0', '0'],
  ['0e5', '0'],
  ['12.5', '12.5'],
  ['-12.50', '-12.5'],
  ['+7', '7'],
  ['007', '7'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['-.25', '-0.25'],
  ['100', '100'],
  ['1E2', '100'],
  ['1.5e-3', '0.0015'],
  ['12.34E1', '123.4'],
  ['0.00120', '0.0012'],
  ['99999999999999999999999999999999999999', '99999999999999999999999999999999999999'],
  ['1.2345678901234567890123456789012345678', '1.2345678901234567890123456789012345678'],
  ['1E+125', `1${'0'.repeat(125)}`],
  ['-1E-130', `-0.${'0'.repeat(129)}1`],
])('spells %s as %s', (text, expected) => {
  expect(toCanonicalDecimal(text)).toBe(expected);
});

test.each([
  '',
  '.',
  '-',
  'e5',
  'ten',
  '1,5',
  '0x10',
  ' 1',
  '1 ',
  'NaN',
  'Infinity',
  '1e',
  '1e126',
  '1e-131',
  '1e99999',
  '9'.repeat(300),
])('does not take %j for a number', (text) => {
  expect(toCanonicalDecimal(text)).toBeUndefined();
});
