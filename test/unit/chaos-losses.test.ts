import { expect, test } from '@jest/globals';
import { type Documents, findLosses } from '../chaos/find-losses.ts';

const holding = (...versions: readonly [place: string, version: number][]): Documents =>
  new Map(versions.map(([place, version]) => [place, { version }]));

test('finds nothing where table and index show what was acknowledged', () => {
  const documents = holding(['books/a', 3], ['books/c', 1]);

  const losses = findLosses({
    acknowledged: new Map<string, number | 'absent'>([
      ['books/a', 3],
      ['books/b', 'absent'],
    ]),
    table: documents,
    index: documents,
  });

  expect(losses).toEqual({ lost: [], different: [] });
});

test.each([
  { what: 'an older version', index: holding(['books/a', 2]), got: '2' },
  { what: 'a document too few', index: holding(), got: 'absent' },
])('counts $what in the index as lost and different', ({ index, got }) => {
  const losses = findLosses({ acknowledged: new Map([['books/a', 3]]), table: holding(['books/a', 3]), index });

  expect(losses).toEqual({ lost: [`books/a: expected 3, got ${got} in the index`], different: ['books/a'] });
});

test('counts a write that is missing in the table as lost although the index agrees with it', () => {
  const losses = findLosses({ acknowledged: new Map([['books/a', 3]]), table: holding(), index: holding() });

  expect(losses.lost).toEqual([
    'books/a: expected 3, got absent in the table',
    'books/a: expected 3, got absent in the index',
  ]);
  expect(losses.different).toEqual([]);
});

test('counts a deleted item that is still shown as lost and different', () => {
  const acknowledged = new Map([['books/a', 'absent' as const]]);

  const losses = findLosses({ acknowledged, table: holding(), index: holding(['books/a', 3]) });

  expect(losses).toEqual({ lost: ['books/a: expected absent, got 3 in the index'], different: ['books/a'] });
});

test('counts other content at the same version as different', () => {
  const losses = findLosses({
    acknowledged: new Map([['books/a', 3]]),
    table: new Map([['books/a', { version: 3, title: 'A' }]]),
    index: new Map([['books/a', { version: 3, title: 'B' }]]),
  });

  expect(losses).toEqual({ lost: [], different: ['books/a'] });
});
