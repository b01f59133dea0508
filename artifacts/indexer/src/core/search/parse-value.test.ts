import { expect, test } from '@jest/globals';
import type { FieldInfo } from './describe-fields.ts';
import { parseValue } from './parse-value.ts';

const parse = (kind: FieldInfo['kind'], value: unknown) =>
  parseValue(
    value,
    { name: 'x', kind, exact: 'x', literal: undefined, isFolded: false, analyzer: undefined },
    'filter.x.eq',
  );

test.each([
  ['number', 5, '5'],
  ['number', 12.5, '12.5'],
  ['number', 1e-7, '0.0000001'],
  ['number', '012.50', '12.5'],
  ['number', '-9200000000000000000', '-9200000000000000000'],
  ['number', '12345678901234567.123456789', '12345678901234567.123456789'],
  ['date', 1_700_000_000_000, '1700000000000'],
  ['date', '-1', '-1'],
  ['keyword', '', ''],
  ['text', 'a\uD800', 'a\uFFFD'],
] as const)('reads for a %s %j', (kind, value, expectedValue) => {
  expect(parse(kind, value)).toBe(expectedValue);
});

const number = 'a number, or a decimal as text';
const time = 'a time in epoch milliseconds';

test.each([
  ['number', 'ten', `${number}, got \`"ten"\``],
  ['number', null, `${number}, got \`null\``],
  ['number', true, `${number}, got \`true\``],
  ['number', '1e400', `${number}, got \`"1e400"\``],
  ['number', '1'.repeat(1_001), `${number}, got \`"${'1'.repeat(59)}…\``],
  ['number', '9300000000000000000', `${number}, from -9.2e18 to 9.2e18, got \`"9300000000000000000"\``],
  ['number', 2 ** 53, 'sent as text, as JSON does not keep every digit of it, got `9007199254740992`'],
  ['date', '2024-01-01', `${time}, got \`"2024-01-01"\``],
  ['date', 1.5, `${time}, got \`1.5\``],
  ['date', '8640000000000001', `${time}, got \`"8640000000000001"\``],
  ['keyword', 5, 'a text, got `5`'],
  ['keyword', undefined, 'a text, got none'],
] as const)('refuses for a %s %j', (kind, value, problem) => {
  expect(parse(kind, value)).toEqual({ kind: 'invalid', detail: `Expected \`filter.x.eq\` to be ${problem}.` });
});

test('refuses texts above a thousand characters', () => {
  expect(parse('keyword', 'a'.repeat(1_000))).toHaveLength(1_000);
  expect(parse('keyword', 'a'.repeat(1_001))).toEqual({
    kind: 'invalid',
    detail: 'Expected `filter.x.eq` to be at most 1000 characters, got 1001.',
  });
});
