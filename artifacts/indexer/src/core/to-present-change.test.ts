import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook, buildChange } from '../../test/fixtures/build-change.ts';
import { toPresentChange } from './to-present-change.ts';

const place = buildChange();

test('shows the item that is there at its version', () => {
  expect(toPresentChange(place, { item: buildBook(), readAtMs: 1_000 })).toMatchObject({
    kind: 'upsert',
    version: 10n,
    item: buildBook(),
    source: 'table',
    foreignWrite: false,
  });
});

test('deletes at the time of the read when there is none', () => {
  expect(toPresentChange(place, { item: undefined, readAtMs: 1_000 })).toMatchObject({
    kind: 'delete',
    version: 1_000_000n,
    item: undefined,
  });
});

test('deletes the document of an item that is of another entity now', () => {
  expect(toPresentChange(place, { item: buildAuthor(), readAtMs: 1_000 })).toMatchObject({
    kind: 'delete',
    version: 5n,
  });
});

test('marks an item without a version as foreign', () => {
  const item = buildBook({ version: { NULL: true } });

  expect(toPresentChange(place, { item, readAtMs: 1_000 })).toMatchObject({ version: 0n, foreignWrite: true });
});
