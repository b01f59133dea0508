import { expect, test } from '@jest/globals';
import { renderSample } from './fixtures/render-sample.ts';
import { TemplateError } from './template-error.ts';

test.each([
  ['$input.json("$.m")', '{"k":{"z":1}}'],
  ['$input.json("$.s")', '"te\\"xt"'],
  ['$input.json("$.l[1].b")', '"c/d"'],
  ['$input.json("$.nul")', 'null'],
  ['$input.json("$.f")', '1.0'],
  ['$input.json("$.missing")', '""'],
  ["$input.json('$.el')", '[]'],
])('gives the JSON text of a part of the body: %s', (template, text) => {
  expect(renderSample(template)).toBe(text);
});

test('prints the raw body, and {} for an empty one', () => {
  expect(renderSample('$input.body', { body: '{ "a" : 1 }' })).toBe('{ "a" : 1 }');
  expect(renderSample('$input.body|$input.json("$")|$input.path("$")', { body: '' })).toBe('{}|{}|{}');
  expect(renderSample('[$input.body.foo]')).toBe('[]');
});

test.each([
  ["$input.params('id')", 'p1'],
  ["$input.params('q')", 'a b'],
  ["$input.params('If-Match')", '"3"'],
  ["[$input.params('if-match')]", '[]'],
  ['$input.params().querystring.id', 'q1'],
  ['$input.params().header', '{If-Match="3"}'],
  ["$input.params().path.get('id')", 'p1'],
  ["[$input.params('constructor')]", '[]'],
])('finds parameters in the path, then the query, then the header: %s', (template, text) => {
  expect(renderSample(template)).toBe(text);
});

test('keeps every digit, every key and their order', () => {
  const body = '{"2":123456789012345678901234567890,"1":-9007199254740993,"__proto__":{"x":1.10},"a":1e2}';

  expect(renderSample('$input.json("$")', { body })).toBe(
    '{"2":123456789012345678901234567890,"1":-9007199254740993,"__proto__":{"x":1.1},"a":100.0}',
  );
  expect(renderSample('$input.path("$")["__proto__"].x', { body })).toBe('1.1');
});

test('fails on a body that is not JSON once a template reads in it, and not before', () => {
  expect(renderSample('$input.body', { body: '{a' })).toBe('{a');
  expect(() => renderSample('$input.path("$.a")', { body: '{a' })).toThrow('Could not process payload');
});

test('does not let a template see what another request changed', () => {
  expect(renderSample('$input.path("$.m").put("k", 2)$input.path("$.m")')).toBe('{z=1}{k=2}');
  expect(renderSample('$input.path("$.m")')).toBe('{k={z=1}}');
});

test('fails on a path that is none', () => {
  expect(() => renderSample('$input.path("$.")')).toThrow(TemplateError);
});
