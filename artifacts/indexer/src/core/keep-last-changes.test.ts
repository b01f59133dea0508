import { expect, test } from '@jest/globals';
import { buildAuthorChange, buildChange } from '../../test/fixtures/build-change.ts';
import { author } from '../entities/author.ts';
import { keepLastChanges } from './keep-last-changes.ts';

test('keeps the last change of each place, in stream order', () => {
  const first = buildChange({ version: 10n });
  const other = buildAuthorChange();
  const last = buildChange({ kind: 'delete', version: 11n });

  expect(keepLastChanges([first, other, last])).toEqual([other, last]);
});

test('takes the same id in two indexes for two places', () => {
  const changes = [buildChange(), buildChange({ entity: author })];

  expect(keepLastChanges(changes)).toEqual(changes);
});
