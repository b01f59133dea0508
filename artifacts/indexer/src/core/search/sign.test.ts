import { expect, test } from '@jest/globals';
import { toMarker } from './sign.ts';

const binding = { fingerprint: 'f', secret: 's' };

test('marks with what only the secret tells', () => {
  expect(toMarker(binding)).toMatch(/^[0-9a-f]{32}$/);
  expect(toMarker({ ...binding, secret: 't' })).not.toBe(toMarker(binding));
  expect(toMarker({ ...binding, fingerprint: 'g' })).not.toBe(toMarker(binding));
});
