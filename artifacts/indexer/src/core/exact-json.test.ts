import { expect, test } from '@jest/globals';
import { isLosslessNumber, parse } from 'lossless-json';
import { fc } from '../../../../test/support/fast-check.ts';
import { isExactNumber, parseExactly, parseJson, stringifyExactly, toNumber, toText } from './exact-json.ts';

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
  ' {\r\n\t"a" : [ 1E+5 , 1e-5,-0 ] }\n',
  '{"\\u0061\\u0022":"\\u00e9\\ud83d\\ude00 7","7":"\\/\\b"}',
  '7',
  '""',
])('reads %s with every digit', (text) => {
  expect(plain(parseJson(text))).toEqual(plain(parse(text)));
});

test('reads whatever JSON there is as a parser that goes letter by letter', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
      expect(plain(parseJson(text))).toEqual(plain(parse(text)));
    }),
  );
});

test.each(['', '{"a":', '{"a', '"\\"', '<html>', '1 2', '{"a":1"b"}', '01', '-01', '{"a":00012}', '1.', '.5'])(
  'throws on %j',
  (text) => {
    expect(() => parseJson(text)).toThrow();
  },
);

test('reads a text of five million letters, and what stands behind it', () => {
  const long = 'word "1" \\ 2 '.repeat(400_000);

  expect(parseJson(JSON.stringify({ long, n: 1 }))).toMatchObject({ long, n: { value: '1' } });
});

test.each(['', '{"a":1', 'null'])('takes %j for an object without members', (text) => {
  expect(parseExactly(text)).toEqual({});
});

test('writes what it has read, digit by digit', () => {
  for (const text of ['[9223372036854775807,"a,\\"b",null,-1.50,"Infinity",true]', '[]', '{"a":{"b":[0.10]}}', '""'])
    expect(stringifyExactly(parseJson(text))).toBe(text);
});

test.each(['{"isLosslessNumber":true,"value":"5"}', '{"isExactNumber":true,"value":"1,\\"admin\\":true"}'])(
  'takes %s for data, as any object that is no number',
  (text) => {
    expect(isExactNumber(JSON.parse(text))).toBe(false);
    expect(stringifyExactly(parseJson(text))).toBe(text);
  },
);

test('writes values of ours as JSON does', () => {
  const value = { n: 1.5, list: [undefined, 'x'], left: undefined };

  expect(stringifyExactly(value)).toBe(JSON.stringify(value));
  expect(stringifyExactly(undefined)).toBe('null');
});

test('takes nothing else for a number, or for a text', () => {
  expect(toNumber(parseJson('1e2'))).toBe(100);
  expect([toNumber('1'), toNumber(1), toNumber(undefined)]).toEqual([undefined, undefined, undefined]);
  expect([toText('x'), toText(parseJson('1'))]).toEqual(['x', '']);
});
