import { javaEquals } from './java-equals.ts';
import {
  compareNumbers,
  doubleOf,
  doubleValue,
  integerOf,
  intValue,
  isNumber,
  type JavaNumber,
  longValue,
} from './java-number.ts';
import type { JavaValue } from './java-value.ts';
import { methodTable } from './method-table.ts';
import { printValue } from './print-value.ts';
import { TemplateError } from './template-error.ts';

/** `java.lang.Number` and `Boolean`, as far as templates use them. */

export const numberMethods = methodTable<JavaNumber>(
  {
    'intValue()': intValue,
    'longValue()': longValue,
    'doubleValue()': (value) => doubleOf(doubleValue(value)),
    'toString()': (value) => printValue(value),
    'equals(Object)': (value, other: JavaValue) => javaEquals(value, other),
    'compareTo(Object)': compareSame,
  },
  'getClass hashCode floatValue shortValue byteValue toHexString toBinaryString toOctalString parseDouble parseFloat ' +
    'isNaN isInfinite max min sum bitCount signum reverse abs negate pow add subtract multiply divide mod remainder ' +
    'scale setScale round toPlainString toBigInteger valueOf decode rotateLeft rotateRight',
);

/** What only an Integer has. */
export const integerMethods = methodTable<number>(
  {
    'hashCode()': (value) => value,
    'parseInt(String)': (_, text: string) => parseInteger(text),
    'valueOf(String)': (_, text: string) => parseInteger(text),
    'valueOf(int)': (_, value: number) => value,
  },
  '',
);

/** What only a Long has. */
export const longMethods = methodTable<bigint>(
  {
    'parseLong(String)': (_, text: string) => parseLong(text),
    'valueOf(String)': (_, text: string) => parseLong(text),
    'valueOf(long)': (_, value: number | bigint) => BigInt(value),
  },
  '',
);

export const booleanMethods = methodTable<boolean>(
  {
    'booleanValue()': (value) => value,
    'toString()': (value) => String(value),
    'equals(Object)': (value, other: JavaValue) => value === other,
    'hashCode()': (value) => (value ? 1231 : 1237),
    'parseBoolean(String)': (_, text: string) => text.toLowerCase() === 'true',
    'valueOf(String)': (_, text: string) => text.toLowerCase() === 'true',
    'valueOf(Object)': (_, value: JavaValue) => value,
  },
  'getClass compareTo compare logicalAnd logicalOr logicalXor getBoolean',
);

function compareSame(value: JavaNumber, other: JavaValue): JavaValue {
  const isSameType = isNumber(other) && typeof other === typeof value && kindOf(other) === kindOf(value);
  if (!isSameType) throw new TemplateError('ClassCastException: compareTo takes a number of the same type');
  return compareNumbers(value, other);
}

const kindOf = (value: JavaNumber) => (typeof value === 'object' ? value.kind : null);

function parseInteger(text: string): JavaValue {
  const value = parseWhole(text);
  if (typeof value !== 'number') throw notANumber(text);
  return value;
}

function parseLong(text: string): JavaValue {
  const value = parseWhole(text);
  if (typeof value !== 'number' && typeof value !== 'bigint') throw notANumber(text);
  return BigInt(value);
}

const parseWhole = (text: string): JavaValue =>
  /^[+-]?\d+$/.test(text) ? integerOf(BigInt(text.replace('+', ''))) : null;

const notANumber = (text: string) => new TemplateError(`NumberFormatException: For input string: "${text}"`);
