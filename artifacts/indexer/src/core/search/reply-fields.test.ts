import { expect, test } from '@jest/globals';
import { parseReply } from './parse-reply.ts';
import { toJsonText } from './reply-fields.ts';

test('writes a list as it was read', () => {
  for (const text of ['[9223372036854775807,"a,\\"b",null,-1.50,"Infinity",true]', '[]'])
    expect(toJsonText(parseReply(text))).toBe(text);
});

test('writes what is no list as an empty one', () => {
  expect(toJsonText(undefined)).toBe('[]');
});
