import { expect, test } from '@jest/globals';
import { decodeResume, encodeResume } from './resume-token.ts';

const scope = { tool: 'verify', options: { indexes: ['books'], dryRun: undefined } };
const state = { at: 'ä\u2028', open: [{ n: 1 }] };
const token = encodeResume(scope, state);

test('gives back the state to the same tool with the same options, in whatever order', () => {
  const other = { tool: 'a', options: { b: 1, a: 2 } };

  expect(decodeResume({ tool: 'verify', options: { indexes: ['books'] } }, token)).toEqual(state);
  expect(decodeResume({ tool: 'a', options: { a: 2, b: 1 } }, encodeResume(other, 5))).toBe(5);
});

test('is text that any shell takes as one word', () => {
  expect(token).toMatch(/^[A-Za-z0-9_.-]+$/);
});

test.each([
  ['another tool', { ...scope, tool: 'repair' }, 'Expected a resume token of `repair`, got one of `verify`.'],
  [
    'other options',
    { ...scope, options: { indexes: ['users'] } },
    'Expected a resume token of a run with the options `{"indexes":["users"]}`, got one with `{"indexes":["books"]}`.',
  ],
])('refuses a token for %s', (_, other, message) => {
  expect(() => decodeResume(other, token)).toThrow(
    expect.objectContaining({ code: 'maintain.invalid-resume', message }),
  );
});

test.each([
  ['', token.slice(0, -1), `${token}x`, `${token}.x`, token.replace('.', ''), 'a.b'],
  [`x${token.slice(1)}`, Buffer.from('["verify",{},{}]').toString('base64url')],
])('refuses texts that no run gave %#', (...texts) => {
  for (const text of texts)
    expect(() => decodeResume(scope, text)).toThrow(expect.objectContaining({ code: 'maintain.invalid-resume' }));
});
