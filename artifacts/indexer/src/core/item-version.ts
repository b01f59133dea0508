import { getAttribute, type Item } from './attribute-value.ts';
import { toCanonicalDecimal } from './to-canonical-decimal.ts';

/** Sums of four such versions still fit OpenSearch's 2⁶³ − 1. */
const maxVersion = 2n ** 61n - 1n;

/**
 * The item's own counter. Undefined when there is none that can be used: the item was written by others, and counts as
 * version 0.
 */
export function getVersion(item: Item): bigint | undefined {
  const value = getAttribute(item, 'version');
  if (value === undefined || !('N' in value) || typeof value.N !== 'string') return undefined;
  const text = toCanonicalDecimal(value.N);
  if (text === undefined || !/^[0-9]{1,19}$/.test(text)) return undefined;
  const version = BigInt(text);
  return version <= maxVersion ? version : undefined;
}

/** What an item that is absent when read counts as: it cannot have been written later than that with a lower version. */
export function versionOfAbsent(readAtMs: number): bigint {
  return BigInt(Math.trunc(readAtMs)) * 1000n;
}
