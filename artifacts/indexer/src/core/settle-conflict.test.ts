import { expect, test } from '@jest/globals';
import { buildChange, buildOperation } from '../../test/fixtures/build-change.ts';
import type { Change } from './change.ts';
import type { Operation } from './plan-change.ts';
import { type Conflict, type FoundDocument, type Settlement, settleConflict } from './settle-conflict.ts';

const refused = buildOperation();
const superseded: Settlement = { kind: 'superseded' };
const byReadTime: Settlement = { kind: 'repair', condition: { kind: 'newest' } };
const rewrite: Settlement = { kind: 'repair', condition: { kind: 'unchanged', seqNo: 7, primaryTerm: 2 } };

const present = (version: bigint): Operation => buildOperation({ change: buildChange({ version, source: 'table' }) });
const gone = buildOperation({ change: buildChange({ kind: 'delete', source: 'table' }), document: undefined });
const found = (version: bigint, shown?: Operation): FoundDocument => ({
  version,
  joinsSame: () => true,
  shows: (operation) => operation === shown,
  seqNo: 7,
  primaryTerm: 2,
});
const settle = (conflict: Omit<Conflict, 'isRepeated'>) => settleConflict({ ...conflict, isRepeated: false });
const refuse = (change: Partial<Change>): Operation => buildOperation({ change: buildChange(change) });

test('accepts a document of a later version that the table knows', () => {
  expect(settle({ refused, found: found(11n), present: present(12n) })).toEqual(superseded);
});

test('accepts a document that is what was to be written', () => {
  expect(settle({ refused, found: found(10n, refused), present: present(10n) })).toEqual(superseded);
});

test('accepts a document that is what the table holds', () => {
  const now = present(10n);

  expect(settle({ refused, found: found(10n, now), present: now })).toEqual(superseded);
});

test('accepts that there is neither document nor item', () => {
  expect(settle({ refused, found: undefined, present: gone })).toEqual(superseded);
});

test('writes the document of an item that has none by the time of the read, so that it can come late', () => {
  expect(settle({ refused, found: undefined, present: present(10n) })).toEqual(byReadTime);
});

test('overwrites by the time of the read what was built from other items, whose sums are of another order', () => {
  const other = { ...found(9n), joinsSame: () => false };

  expect(settle({ refused, found: other, present: present(10n) })).toEqual(byReadTime);
  expect(settle({ refused, found: other, present: gone })).toEqual(rewrite);
});

test.each([
  ['is older though its sum is higher', { refused, found: found(9n), present: present(10n) }],
  ['has the version but another content', { refused, found: found(10n), present: present(10n) }],
  ['is of a version that the item does not have any more', { refused, found: found(12n), present: present(11n) }],
  ['is of an item that is gone', { refused, found: found(11n), present: gone }],
])('rewrites a document that %s', (_, conflict) => {
  expect(settle(conflict)).toEqual(rewrite);
});

test('believes no version when the write was unordered', () => {
  const unordered = refuse({ isUnordered: true });

  expect(settle({ refused: unordered, found: found(11n), present: present(12n) })).toEqual(rewrite);
});

test('writes present state even where it stands, so that an older conditional write on its way fails', () => {
  const now = present(10n);

  expect(settle({ refused: refuse({ source: 'table' }), found: found(10n, now), present: now })).toEqual(rewrite);
});

test('tries compare-and-set where the time of the read did not help, as somebody else chose the version', () => {
  const other = { ...found(9n), joinsSame: () => false };

  expect(settleConflict({ isRepeated: true, refused, found: other, present: present(10n) })).toEqual(rewrite);
  expect(settleConflict({ isRepeated: true, refused, found: undefined, present: present(10n) })).toEqual({
    kind: 'repair',
    condition: { kind: 'absent' },
  });
});
