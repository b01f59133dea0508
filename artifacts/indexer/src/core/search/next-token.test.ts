import { expect, test } from '@jest/globals';
import { fc } from '../../../../../test/support/fast-check.ts';
import { type PageEnd, parseNextToken, toNextToken } from './next-token.ts';

const binding = { fingerprint: '["Book","emma"]', secret: 'a secret of thirty-two characters' };
const place: PageEnd = {
  shown: 50,
  sortValues: '[9223372036854775807,"Émma","b1"]',
  pitId: 'o463QQEKYm9va3MtdjE',
  isApproximate: true,
};

test('leads back to the place it was made for', () => {
  const others = [{ pitId: undefined }, { isApproximate: false }, { sortValues: undefined }, { sortValues: '[]' }];
  for (const one of [place, ...others.map((other) => ({ ...place, ...other }))])
    expect(parseNextToken(toNextToken(one, binding), binding)).toEqual(one);
});

test('has no more than 4,000 characters beside its point in time: values that would be longer are left out', () => {
  const pitId = 'p'.repeat(3_000);
  const plain = { ...place, shown: Number.MAX_SAFE_INTEGER, pitId: undefined };
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 4_000, size: 'max' }), (text) => {
      const sortValues = JSON.stringify([text, 'b1']);
      const read = parseNextToken(toNextToken({ ...plain, sortValues }, binding), binding);

      expect(toNextToken({ ...plain, sortValues }, binding).length).toBeLessThanOrEqual(4_000);
      expect(toNextToken({ ...plain, sortValues, pitId }, binding).length).toBeLessThanOrEqual(8_010);
      expect(read).toEqual({ ...plain, sortValues: read?.sortValues && sortValues });
      if (Buffer.byteLength(sortValues) <= 1_400) expect(read?.sortValues).toBe(sortValues);
    }),
  );
  const sortValues = JSON.stringify(['a'.repeat(2_900), 'b1']);
  expect(parseNextToken(toNextToken({ ...place, sortValues }, binding), binding)).toEqual({
    ...place,
    sortValues: undefined,
  });
});

test('can stand in an address as it is', () => {
  expect(toNextToken(place, binding)).toMatch(/^[A-Za-z0-9_-]+$/);
});

test('is nothing to another query or under another secret', () => {
  const token = toNextToken(place, binding);

  expect(parseNextToken(token, { ...binding, fingerprint: '["Book","emma "]' })).toBeUndefined();
  expect(parseNextToken(token, { ...binding, secret: 'another secret of 32 characters..' })).toBeUndefined();
});

test('is nothing once a character differs, wherever it is', () => {
  const token = toNextToken(place, binding);

  for (let i = 0; i < token.length; i++) {
    const changed = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1);
    expect(parseNextToken(changed, binding)).toBeUndefined();
  }
  expect(parseNextToken(`${token}=`, binding)).toBeUndefined();
  expect(parseNextToken(token.slice(0, -1), binding)).toBeUndefined();
});

test('takes nothing that somebody made up, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String({ minLength: 24 })), (text) => {
      expect(parseNextToken(text, binding)).toBeUndefined();
    }),
  );
});
