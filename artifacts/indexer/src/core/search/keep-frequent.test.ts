import { expect, test } from '@jest/globals';
import { keepFrequent, maxBucketBytes } from './keep-frequent.ts';
import type { Bucket } from './search-response.ts';

const list = (length: number, toCount: (i: number) => number, character = 'a'): readonly Bucket[] =>
  Array.from({ length }, (_, i) => ({ value: `${i}${character.repeat(900)}`, count: toCount(i) }));

test('keeps all that fits, but for values that are too long to be sent back', () => {
  const short = { value: 'a'.repeat(1_000), count: 2 };

  expect(keepFrequent([[{ value: 'a'.repeat(1_001), count: 3 }, short], []])).toEqual([[short], []]);
});

test('keeps the most frequent of all lists, in their order', () => {
  const many = list(2_000, (i) => 4_000 - i);
  const rare = list(10, () => 1);
  const frequent = list(10, () => 9_000);

  const [ofMany = [], ofRare, ofFrequent] = keepFrequent([many, rare, frequent]);

  expect(ofMany).toEqual(many.slice(0, ofMany.length));
  expect(ofMany.length).toBeGreaterThan(900);
  expect([ofRare, ofFrequent]).toEqual([[], frequent]);
});

test.each(['a', '"', '\\', '\u0001', '\u20ac'])('stays within its bytes however %j is written in JSON', (character) => {
  const kept = keepFrequent([list(2_000, () => 1, character)]);

  expect(Buffer.byteLength(JSON.stringify(JSON.stringify(kept)))).toBeLessThan(1.01 * maxBucketBytes);
  expect(kept[0]?.length).toBeGreaterThan(100);
});
