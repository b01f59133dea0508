import { describe, expect, test } from '@jest/globals';
import { isShown, needsDeletion, type Sight, toExpected } from './judge-sight.ts';

const createdAtMs = Date.parse('2026-11-21T10:00:00Z');
/** The version after two writes. */
const known = createdAtMs * 1_000 + 2;
const toItem = (version: number, createdAt?: string) => ({
  version: { N: String(version) },
  ...(createdAt !== undefined && { createdAt: { N: createdAt } }),
});
const present = (version: number, createdAt?: string) =>
  toExpected(known, { item: toItem(version, createdAt), readAtMs: createdAtMs });
const absent = (version = known) => toExpected(version, { item: undefined, readAtMs: createdAtMs + 1_000 });
const sight = (version: number | undefined, deleted?: number): Sight => ({
  version: version === undefined ? undefined : BigInt(version),
  deleted: deleted === undefined ? undefined : BigInt(deleted),
});

describe('an item that is there', () => {
  test.each([
    ['at the known version', known],
    ['at a later one', known + 5],
  ])('%s is shown by a document of the known version or a later one', (_, version) => {
    const expected = present(version, String(createdAtMs));

    expect(isShown(expected, sight(undefined))).toBe(false);
    expect(isShown(expected, sight(known - 1))).toBe(false);
    expect(isShown(expected, sight(known))).toBe(true);
    expect(isShown(expected, sight(known + 9))).toBe(true);
  });

  test.each([
    ['at a lower version', present(known - 1)],
    ['without a version', toExpected(known, { item: {}, readAtMs: createdAtMs })],
  ])('%s is never shown at the known one', (_, expected) => {
    expect(expected).toEqual({ kind: 'never' });
    expect(isShown(expected, sight(known))).toBe(false);
  });

  test('again, after it was deleted, is shown by a document of its new life only', () => {
    const againAtMs = createdAtMs + 5_000;

    const expected = present(againAtMs * 1_000 + 1, String(againAtMs));

    expect(isShown(expected, sight(known + 1))).toBe(false);
    expect(isShown(expected, sight(againAtMs * 1_000))).toBe(true);
  });

  test.each([
    ['creation times that no version begins with', present(known, String(createdAtMs + 5_000))],
    ['creation times of another kind', present(known, 'yesterday')],
    [
      'a creation time that is text',
      toExpected(known, { item: { ...toItem(known), createdAt: { S: '9' } }, readAtMs: 0 }),
    ],
  ])('is waited for at the known version in spite of %s', (_, expected) => {
    expect(expected).toEqual({ kind: 'document', version: BigInt(known) });
  });
});

describe('an item that is gone', () => {
  test('is not shown by a search that finds nothing: its document may be on its way', () => {
    expect(isShown(absent(), sight(undefined))).toBe(false);
  });

  test.each([known, known + 7])(
    'is shown by a search that finds nothing after the deletion of version %d',
    (deleted) => {
      expect(isShown(absent(), sight(undefined, deleted))).toBe(true);
    },
  );

  test('is not shown by the deletion of an earlier life', () => {
    expect(isShown(absent(), sight(undefined, known - 1))).toBe(false);
    expect(isShown(absent(), sight(known, known - 1))).toBe(false);
  });

  test.each([known - 2, known, known + 3, 0])(
    'is not shown by a search that still finds version %d of what was deleted',
    (version) => {
      expect(isShown(absent(), sight(version, known + 3))).toBe(false);
    },
  );

  test('is shown by a document of a life that began after the deletion', () => {
    expect(isShown(absent(), sight(known + 4, known + 3))).toBe(true);
  });

  test('is never shown at a version of a later future than clocks disagree by', () => {
    const version = (createdAtMs + 301_000) * 1_000 + 1;
    const expected = absent(version);

    expect(expected).toEqual({ kind: 'never' });
    expect(isShown(expected, sight(undefined, version))).toBe(false);
  });

  test.each([1, 7, (createdAtMs + 301_000) * 1_000])('is waited for at version %d', (version) => {
    expect(absent(version)).toEqual({ kind: 'nothing', version: BigInt(version) });
  });
});

test.each<[string, ReturnType<typeof absent>, number | undefined, boolean]>([
  ['an item that is gone', absent(), undefined, true],
  ['one of which an earlier life was deleted', absent(), known - 1, true],
  ['one whose deletion is kept', absent(), known, false],
  ['an item that is there', present(known), undefined, false],
  ['one that can never be shown', absent(known * 2), undefined, false],
])('needs the row of a deletion where only that can tell: %s', (_, expected, deleted, needs) => {
  expect(needsDeletion(expected, deleted === undefined ? undefined : BigInt(deleted))).toBe(needs);
});
