import { toCanonicalDecimal } from '../to-canonical-decimal.ts';
import type { FieldInfo } from './describe-fields.ts';
import { expected } from './invalid-request.ts';
import { maxTextLength, parseText } from './parse-text.ts';
import type { InvalidRequest, Value } from './search-request.ts';

/** Below 2^63, so that whole numbers and fractions alike can be compared with it. */
const maxMagnitude = 9.2e18;
const maxBoundLength = 200;
/** The last millisecond that a date of JavaScript, Java and OpenSearch alike has. */
const maxTimeMs = 8.64e15;

/** A value to compare a field with: text as it is; a number, or a time in epoch milliseconds, as decimal text. */
export function parseValue(value: unknown, { kind }: FieldInfo, path: string): Value | InvalidRequest {
  if (kind === 'keyword' || kind === 'text') return parseText(value, path);
  const what = kind === 'date' ? 'a time in epoch milliseconds' : 'a number, or a decimal as text';
  const decimal = toDecimal(value);
  if (decimal === undefined) return expected(path, what, value);
  // Digits that JSON's reader has lost cannot be asked back.
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return expected(path, 'sent as text, as JSON does not keep every digit of it', value);
  }
  const magnitude = Math.abs(Number(decimal));
  const isTime = magnitude <= maxTimeMs && !decimal.includes('.');
  if (kind === 'date' ? isTime : magnitude <= maxMagnitude) return decimal;
  return expected(path, kind === 'date' ? what : `${what}, from -9.2e18 to 9.2e18`, value);
}

/** The same, as an end of a range: Lucene refuses texts of 1,000 bytes and more there. */
export function parseBound(value: unknown, field: FieldInfo, path: string): Value | InvalidRequest {
  const isText = field.kind === 'keyword' || field.kind === 'text';
  return isText ? parseText(value, path, maxBoundLength) : parseValue(value, field, path);
}

function toDecimal(value: unknown): string | undefined {
  if (typeof value === 'number') return toCanonicalDecimal(String(value));
  return typeof value === 'string' && value.length <= maxTextLength ? toCanonicalDecimal(value) : undefined;
}
