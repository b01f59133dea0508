import { expect, test } from '@jest/globals';
import { getVersion, versionOfRead } from './item-version.ts';

test('reads the version as it stands, above 2⁵³ too', () => {
  expect(getVersion({ version: { N: '1700000000000001' } })).toBe(1700000000000001n);
  expect(getVersion({ version: { N: '9007199254740993' } })).toBe(9007199254740993n);
  expect(getVersion({ version: { N: '1E3' } })).toBe(1000n);
});

test.each([
  ['is missing', {}],
  ['is text', { version: { S: '7' } }],
  ['is not text inside', { version: { N: 7 } }],
  ['is no number', { version: { N: 'x' } }],
  ['is negative', { version: { N: '-1' } }],
  ['has a fraction', { version: { N: '1.5' } }],
  ['is so large that a sum would not fit', { version: { N: '2305843009213693952' } }],
  ['has 38 digits', { version: { N: '9'.repeat(38) } }],
])('finds no version when it %s', (_, item) => {
  expect(getVersion(item as Parameters<typeof getVersion>[0])).toBeUndefined();
});

test('counts what has no version of its own as the time of the read', () => {
  expect(versionOfRead(1_700_000_000_000.7)).toBe(1_700_000_000_000_000n);
});
