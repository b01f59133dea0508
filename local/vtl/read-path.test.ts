import { expect, test } from '@jest/globals';
import { parseJson } from './parse-json.ts';
import { printJson } from './print-value.ts';
import { readPath } from './read-path.ts';
import { TemplateError } from './template-error.ts';

const root = parseJson('{"a":{"b":[1,{"c":12345678901234567890}]},"l":[1,2,3],"x y":1,"__proto__":2,"s":"t"}');

const read = (path: string) => {
  const value = readPath(root, path);
  return value === undefined ? undefined : printJson(value, 'plain');
};

test.each([
  ['$.a.b[1].c', '12345678901234567890'],
  ["$['a']['b'][0]", '1'],
  ['$["x y"]', '1'],
  ['$.l[-1]', '3'],
  ['a.b', '[1,{"c":12345678901234567890}]'],
  ['$.__proto__', '2'],
])('walks %s', (path, expected) => {
  expect(read(path)).toBe(expected);
});

test.each(['$.nope', '$.a.nope.b', '$.l[9]', '$.s.length', '$.a[0]', '$.l.length', '$.constructor'])(
  'finds nothing at %s',
  (path) => {
    expect(read(path)).toBeUndefined();
  },
);

test.each([
  ['$..c', '[12345678901234567890]'],
  ['$.l[*]', '[1,2,3]'],
  ['$.l[0:2]', '[1,2]'],
  ['$.l[0,2]', '[1,3]'],
  ['$.a.b[?(@.c)]', '[{"c":12345678901234567890}]'],
  ['$..nope', '[]'],
])('gives the list of all that %s hits', (path, expected) => {
  expect(read(path)).toBe(expected);
});

test.each(['', '$.', '$[', '$.a b', '$.a..', "$['a','l']", '$.l.length()'])('refuses the path %j', (path) => {
  expect(() => readPath(root, path)).toThrow(TemplateError);
});
