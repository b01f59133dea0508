import { expect, test } from '@jest/globals';
import { comparePlace, type Standing, type Wanted } from './compare-place.ts';

const wanted = (source: Record<string, unknown> = { title: 'Emma', name: 'Jane' }): Wanted => ({
  kind: 'document',
  version: 10n,
  externalVersion: 15n,
  source,
  joined: ['name'],
});
const found = (parts: Partial<Standing> = {}): Standing => ({
  version: 10n,
  externalVersion: 15n,
  seqNo: 1,
  primaryTerm: 1,
  source: { title: 'Emma', name: 'Jane' },
  ...parts,
});
const refused: Wanted = { kind: 'refused', version: 10n, reason: 'In `title`: …' };

test.each<[string, Wanted, Standing | 'absent']>([
  ['a document that shows the item', wanted(), found()],
  ['a document under an external version that proves nothing', wanted(), found({ externalVersion: 9_000n })],
  ['no document of no item', { kind: 'nothing' }, 'absent'],
])('finds nothing wrong with %s', (_, table, index) => {
  expect(comparePlace(table, index)).toBeUndefined();
});

test.each<[string, Wanted, Standing | 'absent', object]>([
  ['no document', wanted(), 'absent', { kind: 'missing' }],
  ['an older version', wanted(), found({ version: 9n }), { kind: 'stale', reason: 'version 9, expected 10' }],
  [
    'a version that the item never had',
    wanted(),
    found({ version: 11n }),
    { kind: 'different', reason: 'version 11, expected 10' },
  ],
  [
    'other content',
    wanted(),
    found({ source: { title: 'emma', name: 'Ann' } }),
    { kind: 'different', reason: 'differs in name, title' },
  ],
  [
    'only another joined field',
    wanted(),
    found({ source: { title: 'Emma' } }),
    { kind: 'joined', reason: 'differs in name' },
  ],
  ['a document of no item', { kind: 'nothing' }, found(), { kind: 'orphaned' }],
  ['no document of an item that can have none', refused, 'absent', { kind: 'missing', reason: 'In `title`: …' }],
  [
    'an older document of such an item',
    refused,
    found({ version: 9n }),
    { kind: 'stale', reason: 'version 9, expected 10' },
  ],
  ['a document of it all the same', refused, found(), { kind: 'different', reason: 'In `title`: …' }],
])('names %s', (_, table, index, difference) => {
  expect(comparePlace(table, index)).toEqual(difference);
});

test('names no more than ten fields', () => {
  const source = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`f${String(i).padStart(2, '0')}`, i]));

  expect(comparePlace(wanted({}), found({ source }))?.reason).toBe(
    'differs in f00, f01, f02, f03, f04, f05, f06, f07, f08, f09',
  );
});
