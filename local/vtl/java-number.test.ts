import { expect, test } from '@jest/globals';
import { calculate, compareNumbers, doubleOf, integerOf, intValue, numberText } from './java-number.ts';

test('grows from Integer to Long to BigInteger, and does not shrink', () => {
  expect(calculate('+', 2147483647, 1)).toBe(2147483648n);
  expect(calculate('-', 2147483648n, 2147483647)).toBe(1n);
  expect(calculate('*', 9223372036854775807n, 2)).toEqual({ kind: 'bigInteger', value: 18446744073709551614n });
  expect(calculate('*', 2147483647, 2147483647)).toBe(4611686014132420609n);
});

test('divides integers as integers, and nothing by zero', () => {
  expect(calculate('/', -7, 2)).toBe(-3);
  expect(calculate('%', -7, 3)).toBe(-1);
  expect(calculate('/', 1, 0)).toBeNull();
  expect(calculate('%', 1, doubleOf(0))).toBeNull();
});

test('refuses arithmetic that would lose digits', () => {
  const long = { kind: 'bigDecimal', value: 1.1, text: '1.1000000000000000001' } as const;

  expect(() => calculate('+', long, 1)).toThrow('not supported');
});

test.each([
  [1, '1.0'],
  [0.1, '0.1'],
  [-0, '-0.0'],
  [1e7, '1.0E7'],
  [123456789.5, '1.234567895E8'],
  [0.001, '0.001'],
  [0.00012, '1.2E-4'],
])('prints the Double %d as Java does', (value, text) => {
  expect(numberText(doubleOf(value))).toBe(text);
});

test('compares across types by value', () => {
  expect(compareNumbers(3, doubleOf(3))).toBe(0);
  expect(compareNumbers(9007199254740993n, 9007199254740992n)).toBe(1);
  expect(compareNumbers(integerOf(10n ** 30n), 1)).toBe(1);
});

test('wraps intValue around, but holds a Double at the edge', () => {
  expect(intValue(2147483648n)).toBe(-2147483648);
  expect(intValue(doubleOf(1e300))).toBe(2147483647);
});
