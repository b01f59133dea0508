import { expect, test } from '@jest/globals';
import { buildAuthor, buildAuthorChange, buildBook, buildChange } from '../../test/fixtures/build-change.ts';
import { needsPresentState, toPresentChange } from './to-present-change.ts';

const place = buildChange();

test('shows the item that is there at its version', () => {
  expect(toPresentChange(place, { item: buildBook(), readAtMs: 1_000 })).toMatchObject({
    kind: 'upsert',
    version: 10n,
    item: buildBook(),
    source: 'table',
    isForeign: false,
    isUnordered: false,
    readAtMs: 1_000,
  });
});

test('deletes at the time of the read when there is none, and keeps what the last image joined', () => {
  expect(toPresentChange(place, { item: undefined, readAtMs: 1_000 })).toMatchObject({
    kind: 'delete',
    version: 1_000_000n,
    item: buildBook(),
    isUnordered: false,
  });
});

test('deletes the document of an item that is of another entity now', () => {
  expect(toPresentChange(place, { item: buildAuthor(), readAtMs: 1_000 })).toMatchObject({
    kind: 'delete',
    isUnordered: true,
    isForeign: false,
  });
});

test('marks an item without a version as foreign', () => {
  const item = buildBook({ version: { NULL: true } });

  expect(toPresentChange(place, { item, readAtMs: 1_000 })).toMatchObject({
    version: 0n,
    isForeign: true,
    isUnordered: true,
  });
});

test('does not forget that a write was foreign', () => {
  const foreign = buildChange({ isForeign: true, isUnordered: true });

  expect(toPresentChange(foreign, { item: buildBook(), readAtMs: 1_000 })).toMatchObject({
    isForeign: true,
    isUnordered: true,
  });
});

test.each([
  ['an image of an item that joins nothing', buildAuthorChange(), false],
  ['an image of an item that joins others', buildChange(), true],
  ['an unordered write', buildAuthorChange({ isUnordered: true }), true],
  ['what was asked of the table', buildAuthorChange({ source: 'table' }), true],
])('tells whether %s needs a read: %#', (_, change, expected) => {
  expect(needsPresentState(change)).toBe(expected);
});

test('orders the delete of an item by the read when nothing is known of what it was', () => {
  const unknown = buildChange({ kind: 'delete', item: undefined, source: 'table' });

  expect(toPresentChange(unknown, { item: undefined, readAtMs: 1_000 })).toMatchObject({ isUnordered: true });
});
