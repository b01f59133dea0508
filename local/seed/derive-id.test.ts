import { expect, test } from '@jest/globals';
import { fc } from '../../test/support/fast-check.ts';
import { deriveId } from './derive-id.ts';

const greatestKsuid = 'aWgEPTl1tmebfsQzFP4bxwgy80V';

// These ids stand in tables: to change one of them stores every book a second time.
test.each([
  ['book', 'gutenberg:105', 'UlE213gVEJ8QmNJg8ILpmbPG4Ey'],
  ['author', 'gutenberg:68', 'SbzcO825QHVtIpc2g6WZUxDbn4d'],
  ['user', 'example:reader', 'VPKGYdFQw616QVJAqoAN8HVKRjf'],
] as const)('derives the id of the %s %s', (kind, reference, id) => {
  expect(deriveId(kind, reference)).toBe(id);
});

test('keeps books and authors of one reference apart', () => {
  expect(deriveId('book', 'x:1')).not.toBe(deriveId('author', 'x:1'));
});

test('always gives 27 letters and digits that a KSUID parser takes, and the same ones again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (reference) => {
      const id = deriveId('book', reference);

      expect(id).toMatch(/^[0-9A-Za-z]{27}$/);
      expect(id <= greatestKsuid).toBe(true);
      expect(deriveId('book', reference)).toBe(id);
    }),
  );
});

test('keeps many references apart', () => {
  const ids = new Set(Array.from({ length: 20_000 }, (_, number) => deriveId('book', `gutenberg:${number}`)));

  expect(ids.size).toBe(20_000);
});
