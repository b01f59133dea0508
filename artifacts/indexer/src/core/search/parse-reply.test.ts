import { expect, test } from '@jest/globals';
import { isLosslessNumber, parse } from 'lossless-json';
import { fc } from '../../../../../test/support/fast-check.ts';
import { parseReply } from './parse-reply.ts';
import { isExactNumber } from './reply-fields.ts';

/** Either parser's numbers as their texts. */
const plain = (value: unknown): unknown => {
  if (isLosslessNumber(value) || isExactNumber(value)) return `#${value.value}`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
};

test.each([
  '[9223372036854775807,-0.10,1.5E-7,12345678901234567.123456789]',
  '{"a\\\\":"1\\"2","3":{"4":[5,"\\\\\\"6",null,true]}}',
  '7',
  '""',
])('reads %s with every digit', (text) => {
  expect(plain(parseReply(text))).toEqual(plain(parse(text)));
});

test('reads whatever JSON there is as a parser that goes letter by letter', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
      expect(plain(parseReply(text))).toEqual(plain(parse(text)));
    }),
  );
});

test.each(['', '{"a":', '{"a', '"\\"', '<html>', '1 2', '{"a":1"b"}'])('throws on %j', (text) => {
  expect(() => parseReply(text)).toThrow();
});

test('reads long texts without looking at their letters', () => {
  const long = 'word '.repeat(2_000_000);

  expect(parseReply(JSON.stringify({ long, n: 1 }))).toMatchObject({ long });
}, 2_000);
