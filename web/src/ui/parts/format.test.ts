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

test.each([
  ['0.100000000000000001', 'EUR', '0.100000000000000001 EUR'],
  ['12.5', 'EUR', '12.50 EUR'],
  ['7', 'EUR', '7 EUR'],
  ['700', 'JPY', '700 JPY'],
  ['1234567.25', 'EUR', '1,234,567.25 EUR'],
  ['123456789012345678', 'EUR', '123,456,789,012,345,678 EUR'],
  ['7', undefined, '7'],
  ['', 'EUR', ' EUR'],
])('the price %s in %s reads as %s, and keeps every digit', (price, currency, text) => {
  expect(formatPrice(price, currency)).toBe(text);
});
