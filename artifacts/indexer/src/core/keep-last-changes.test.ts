import { expect, test } from '@jest/globals';
import { buildAuthorChange, buildBook, buildChange } from '../../test/fixtures/build-change.ts';
import { author } from '../entities/author.ts';
import type { Change } from './change.ts';
import { keepLastChanges } from './keep-last-changes.ts';

const written = (changes: readonly Change[]) => [...keepLastChanges(changes)];

test('keeps the last change of each place, in stream order', () => {
  const first = buildChange({ version: 10n });
  const other = buildAuthorChange();
  const last = buildChange({ kind: 'delete', version: 11n });

  expect(written([first, other, last])).toEqual([
    [other, other],
    [last, last],
  ]);
});

test('takes the same id in two indexes for two places', () => {
  const changes = [buildChange(), buildChange({ entity: author })];

  expect(written(changes).map(([change]) => change)).toEqual(changes);
});

test('takes a key that was put again at no higher version for foreign', () => {
  const gone = buildChange({ kind: 'delete', version: 8n });
  const again = buildChange({ version: 7n });

  expect(written([gone, again])).toEqual([[again, { ...again, isForeign: true, isUnordered: true }]]);
});

test.each([
  ['follows an unordered one', buildChange({ isUnordered: true }), buildChange({ version: 11n })],
  [
    'joins another item than the one before',
    buildChange(),
    buildChange({ version: 11n, item: buildBook({ authorId: { S: 'a2' } }) }),
  ],
])('marks a change as unordered that %s', (_, before, last) => {
  expect(written([before, last])).toEqual([[last, { ...last, isUnordered: true }]]);
});

test('knows nothing of what a change without an image joined', () => {
  const unknown = buildChange({ kind: 'delete', item: undefined });
  const last = buildChange({ version: 11n });

  expect(written([unknown, last])).toEqual([[last, last]]);
  const later = { ...unknown, version: 12n };
  expect(written([last, later])).toEqual([[later, later]]);
});
