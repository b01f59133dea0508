import { expect, test } from '@jest/globals';
import { blockSize, nextRange } from './part.ts';

/** All ranges of a share up to this sequence number. */
const rangesOf = (segment: number, segments: number, until: number) => {
  const ranges: [number, number][] = [];
  for (let after = -1; after < until; ) {
    const range = nextRange(after, { segment, segments });
    if (range.after >= until) break;
    ranges.push([range.after + 1, Math.min(range.until, until)]);
    after = range.until;
  }
  return ranges;
};

test('takes all of it for the only share', () => {
  expect(nextRange(-1)).toEqual({ after: -1, until: Number.MAX_SAFE_INTEGER });
  expect(nextRange(123_456)).toEqual({ after: 123_456, until: Number.MAX_SAFE_INTEGER });
});

test.each([1, 2, 3, 7, 128])('divides every sequence number between %i shares, each once', (segments) => {
  const until = 25 * blockSize + 17;

  const all = Array.from({ length: segments }, (_, segment) => rangesOf(segment, segments, until)).flat();

  const sorted = all.toSorted(([a], [b]) => a - b);
  expect(sorted[0]?.[0]).toBe(0);
  expect(sorted.at(-1)?.[1]).toBe(until);
  for (const [i, [from]] of sorted.entries()) if (i > 0) expect(from).toBe((sorted[i - 1]?.[1] ?? 0) + 1);
});

test('gives a number to the same share however far the index has grown', () => {
  const within = (ranges: readonly [number, number][]) => ranges.some(([from, to]) => from <= 31_000 && 31_000 <= to);

  for (const until of [31_000, 40_000, 1_000_000])
    expect([0, 1, 2].map((segment) => within(rangesOf(segment, 3, until)))).toEqual([true, false, false]);
});

test('goes on in the middle of a block', () => {
  expect(nextRange(blockSize + 4, { segment: 1, segments: 4 })).toEqual({
    after: blockSize + 4,
    until: 2 * blockSize - 1,
  });
});
