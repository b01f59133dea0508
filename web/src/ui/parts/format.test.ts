import { expect, test } from '@jest/globals';
import { formatDuration, formatLanguage, formatPrice } from './format.ts';

test.each([
  [0, '0.0 s'],
  [1_234, '1.2 s'],
  [9_990, '10.0 s'],
  [42_000, '42 s'],
  [400_000, '7 min'],
  [7_200_000, '2 h'],
  [200_000_000, '2 days'],
])('%d milliseconds read as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  ['en', 'English'],
  ['en/fr', 'English, French'],
  ['pt-BR', 'Brazilian Portuguese'],
  ['not a code', 'not a code'],
])('the language %s reads as %s', (code, text) => {
  expect(formatLanguage(code)).toBe(text);
});

test('a price keeps every digit', () => {
  expect(formatPrice('0.100000000000000001', 'EUR')).toBe('0.100000000000000001 EUR');
  expect(formatPrice('7', undefined)).toBe('7');
});
