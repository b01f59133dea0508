import { expect, test } from '@jest/globals';
import type { Standing, Wanted } from './compare-place.ts';
import { hasReached, isOutOfPatience, type Sight, toSight } from './has-reached.ts';

const found = (parts: Partial<Standing> = {}): Standing => ({
  version: 10n,
  externalVersion: 15n,
  seqNo: 2,
  primaryTerm: 1,
  source: {},
  ...parts,
});
const seen: Sight = { wanted: 'document', version: 10n, externalVersion: 15n, seqNo: 1 };
const seenNothing: Sight = { wanted: 'nothing', version: 0n, externalVersion: 0n, seqNo: 1 };

test.each<[string, Sight, Standing | 'absent', boolean]>([
  ['has when the document was written again from what was seen', seen, found(), true],
  ['has when it was written from something newer', seen, found({ version: 12n, externalVersion: 20n }), true],
  ['has not when it was not written since', seen, found({ seqNo: 1, version: 12n }), false],
  ['has not when it was written from an older item', seen, found({ version: 9n, externalVersion: 99n }), false],
  ['has not when it was written from an older joined item', seen, found({ externalVersion: 14n }), false],
  ['has not when there is no document', seen, 'absent', false],
  ['has when a document that was not there is', { ...seen, seqNo: undefined }, found(), true],
  ['has when a document of no item is gone', seenNothing, 'absent', true],
  ['has when a document of no item was written again', seenNothing, found(), true],
  ['has not when a document of no item still stands', seenNothing, found({ seqNo: 1 }), false],
])('says that the index %s', (_, sight, standing, isReached) => {
  expect(hasReached(sight, standing)).toBe(isReached);
});

test.each<[Wanted, Standing | 'absent', Sight]>([
  [{ kind: 'nothing' }, found(), { wanted: 'nothing', version: 0n, externalVersion: 0n, seqNo: 2 }],
  [
    { kind: 'document', version: 3n, externalVersion: 7n, source: {}, joined: [] },
    'absent',
    { wanted: 'document', version: 3n, externalVersion: 7n, seqNo: undefined },
  ],
  [
    { kind: 'refused', version: 3n, reason: '' },
    found(),
    { wanted: 'document', version: 3n, externalVersion: 0n, seqNo: 2 },
  ],
])('keeps of %j against %j what the next look needs', (wanted, standing, sight) => {
  expect(toSight(wanted, standing)).toEqual(sight);
});

test.each([
  ['a moment', { nowMs: 9_999 }, false],
  ['ten seconds in which nothing was put right', { nowMs: 10_000 }, true],
  ['ten seconds in which another place was', { nowMs: 10_000, progressAtMs: 1 }, false],
  ['ten seconds after one took longer', { nowMs: 10_000, lagMs: 10_001 }, false],
  ['a minute, whatever else was put right', { nowMs: 60_000, progressAtMs: 59_999 }, true],
  ['a minute after one took half of that', { nowMs: 60_000, progressAtMs: 59_999, lagMs: 30_000 }, false],
])('after %s: out of patience %#', (_, watch, isOut) => {
  expect(isOutOfPatience({ firstAtMs: 0, progressAtMs: 0, lagMs: 0, ...watch })).toBe(isOut);
});
