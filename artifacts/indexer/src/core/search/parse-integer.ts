import { expected } from './invalid-request.ts';
import type { InvalidRequest } from './search-request.ts';

interface IntegerRange {
  readonly min: number;
  readonly max: number;
  readonly absent: number;
}

export function parseInteger(
  value: unknown,
  path: string,
  { min, max, absent }: IntegerRange,
): number | InvalidRequest {
  if (value === undefined) return absent;
  const isWithin = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
  return isWithin ? value : expected(path, `an integer from ${min} to ${max}`, value);
}
