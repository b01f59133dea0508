import { getAttribute, type Item } from './attribute-value.ts';
import { toCanonicalDecimal } from './to-canonical-decimal.ts';

/** Sums of four such versions still fit OpenSearch's 2⁶³ − 1. */
const maxVersion = 2n ** 61n - 1n;
/** How the API spells versions: in range and canonical as it stands. */
const plain = /^[1-9][0-9]{0,17}$/;

/**
 * The item's own counter. Undefined when there is none that can be used: the item was written by others, and counts as
 * version 0.
 */
export function getVersion(item: Item): bigint | undefined {
  const value = getAttribute(item, 'version');
  return value !== undefined && 'N' in value && typeof value.N === 'string' ? toVersion(value.N) : undefined;
}

/** The version that a decimal text stands for; undefined when it can be none. */
export function toVersion(decimal: string): bigint | undefined {
  if (plain.test(decimal)) return BigInt(decimal);
  const text = toCanonicalDecimal(decimal);
  if (text === undefined || !/^[0-9]{1,19}$/.test(text)) return undefined;
  const version = BigInt(text);
  return version <= maxVersion ? version : undefined;
}

/**
 * What an item without a version of its own, an absent one above all, counts as when read: whatever was written before has
 * a lower version, as versions begin with the time × 1,000 and no item is written 1,000 times a second.
 */
export function versionOfRead(readAtMs: number): bigint {
  return BigInt(Math.trunc(readAtMs)) * 1000n;
}
