import type { JavaDecimal, JavaValue } from './java-value.ts';
import { TemplateError } from './template-error.ts';

/** Arithmetic as Velocity 1.7 does it: Integer grows to Long, Long to BigInteger; integers divide as integers. */

export type JavaNumber = Extract<JavaValue, number | bigint | { kind: 'double' | 'bigDecimal' | 'bigInteger' }>;
export type Arithmetic = '+' | '-' | '*' | '/' | '%';

const isInt = (value: number | bigint): boolean => value >= -2147483648 && value <= 2147483647;
const isLong = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

export function isNumber(value: JavaValue): value is JavaNumber {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  if (typeof value !== 'object' || value === null) return false;
  return value.kind === 'double' || value.kind === 'bigDecimal' || value.kind === 'bigInteger';
}

/** The narrowest of Integer, Long and BigInteger that holds the value, as json-smart and VTL literals choose it. */
export function integerOf(value: bigint): JavaNumber {
  if (isInt(value)) return Number(value);
  return isLong(value) ? value : { kind: 'bigInteger', value };
}

export function doubleOf(value: number): JavaDecimal {
  return { kind: 'double', value, text: doubleText(value) };
}

/** `Double.toString`: always a fraction, and an exponent outside of 10⁻³ … 10⁷. */
function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}

/** Null where Velocity's result is null: a zero divisor. */
export function calculate(operator: Arithmetic, left: JavaNumber, right: JavaNumber): JavaNumber | null {
  const isDivision = operator === '/' || operator === '%';
  if (isDivision && doubleValue(right) === 0) return null;
  if (typeof left === 'number' && typeof right === 'number') {
    const small = calculateSmall(operator, left, right);
    if (Number.isSafeInteger(small)) return isInt(small) ? small : BigInt(small);
  }
  if (isDecimal(left) || isDecimal(right)) return calculateDouble(operator, left, right);
  return calculateBig(operator, left, right);
}

function calculateSmall(operator: Arithmetic, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right || 0;
    case '/':
      return Math.trunc(left / right) || 0;
    case '%':
      return left % right || 0;
  }
}

function calculateBig(operator: Arithmetic, left: JavaNumber, right: JavaNumber): JavaNumber {
  const isBig = isBigInteger(left) || isBigInteger(right);
  const [a, b] = [bigValue(left), bigValue(right)];
  if (isBig && operator === '%' && b < 0n) throw new TemplateError('BigInteger: modulus not positive');
  const result = big(operator, a, b);
  if (isBig) return { kind: 'bigInteger', value: operator === '%' && result < 0n ? result + b : result };
  return isLong(result) ? result : { kind: 'bigInteger', value: result };
}

function big(operator: Arithmetic, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
  }
}

function calculateDouble(operator: Arithmetic, left: JavaNumber, right: JavaNumber): JavaNumber {
  if (![left, right].every((side) => typeof side !== 'object' || side.kind === 'double'))
    throw new TemplateError(`Arithmetic with a fraction of more than 18 characters is not supported here`);
  const [a, b] = [doubleValue(left), doubleValue(right)];
  if (operator === '/') return doubleOf(a / b);
  if (operator === '%') return doubleOf(a % b);
  return doubleOf(operator === '+' ? a + b : operator === '-' ? a - b : a * b);
}

/** Negative, zero or positive. */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  const [a, b] = isDecimal(left) || isDecimal(right) ? [doubleValue(left), doubleValue(right)] : [left, right];
  const [x, y] = [typeof a === 'object' ? bigValue(a) : a, typeof b === 'object' ? bigValue(b) : b];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** `Number.intValue()`: wraps around, as Java's does. */
export function intValue(value: JavaNumber): number {
  if (isDecimal(value)) return Math.max(-2147483648, Math.min(2147483647, Math.trunc(value.value) || 0));
  return Number(BigInt.asIntN(32, bigValue(value)));
}

/** `Number.longValue()`. */
export function longValue(value: JavaNumber): bigint {
  if (isDecimal(value)) return Number.isFinite(value.value) ? BigInt.asIntN(64, BigInt(Math.trunc(value.value))) : 0n;
  return BigInt.asIntN(64, bigValue(value));
}

export function doubleValue(value: JavaNumber): number {
  return isDecimal(value) ? value.value : Number(typeof value === 'object' ? value.value : value);
}

export function numberText(value: JavaNumber): string {
  if (typeof value !== 'object') return String(value);
  return value.kind === 'bigInteger' ? String(value.value) : value.text;
}

const isDecimal = (value: JavaNumber): value is JavaDecimal => typeof value === 'object' && value.kind !== 'bigInteger';

const isBigInteger = (value: JavaNumber): boolean => typeof value === 'object' && value.kind === 'bigInteger';

function bigValue(value: JavaNumber): bigint {
  if (typeof value === 'object') return value.kind === 'bigInteger' ? value.value : BigInt(Math.trunc(value.value));
  return BigInt(value);
}
