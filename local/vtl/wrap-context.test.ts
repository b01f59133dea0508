import { expect, test } from '@jest/globals';
import { renderSample } from './fixtures/render-sample.ts';
import type { TemplateContext } from './wrap-context.ts';

const freshContext = () => ({
  requestTimeEpoch: 1_763_700_000_000,
  httpMethod: 'GET',
  identity: { sourceIp: '127.0.0.1' },
  requestOverride: { header: {}, path: {}, querystring: {} },
  responseOverride: { header: {} },
});

const render = (template: string, context: TemplateContext) => renderSample(template, { context });

test('reads nested values, and numbers as Java would type them', () => {
  expect(render('$context.httpMethod $context.identity.sourceIp', freshContext())).toBe('GET 127.0.0.1');
  expect(render('#set($s = $context.requestTimeEpoch / 1000)$s', freshContext())).toBe('1763700000');
  expect(render('[$context.nope.a$context.constructor]', freshContext())).toBe('[]');
  expect(render("$stageVariables.v$stageVariables['v']", freshContext())).toBe('11');
});

test('writes overrides into the objects of the caller', () => {
  const context = freshContext();

  render(
    '#set($context.responseOverride.status = 404)' +
      '#set($context.responseOverride.header.Content-Type = "a/b")' +
      "#set($context.responseOverride.header['__proto__'] = 'p')" +
      '#set($context.requestOverride.header.x-book-id = "b1")' +
      '#set($_ = $context.requestOverride.path.put("id", 7))' +
      '#set($context.requestOverride.querystring.q = true)',
    context,
  );

  expect(context.responseOverride).toMatchObject({ status: 404, header: { 'Content-Type': 'a/b' } });
  expect(Object.entries(context.responseOverride.header)).toContainEqual(['__proto__', 'p']);
  expect(context.requestOverride).toEqual({ header: { 'x-book-id': 'b1' }, path: { id: 7 }, querystring: { q: true } });
});

test('reads an override in a later template', () => {
  const context = freshContext();

  render('#set($context.requestOverride.header.x-id = "a")', context);

  expect(render('$context.requestOverride.header.x-id', context)).toBe('a');
});

test('refuses a second override of one parameter, in the same template or a later one', () => {
  const context = freshContext();
  const override = '#set($context.responseOverride.status = 404)';

  expect(() => render(override + override, freshContext())).toThrow('got a second');
  render(override, context);
  expect(() => render(override, context)).toThrow('got a second');
  expect(context.responseOverride).toMatchObject({ status: 404 });
});

test.each(['#set($context.responseOverride = {})', '#set($context.responseOverride.header = {"a": "b"})'])(
  'refuses to replace a group of overrides: %s',
  (template) => {
    expect(() => render(template, freshContext())).toThrow('one override');
  },
);

test('takes no override from a value that is null', () => {
  const context = freshContext();

  render('#set($context.responseOverride.header.a = 1 / 0)', context);

  expect(context.responseOverride.header).toEqual({});
});

test('keeps everything else that a template sets to itself', () => {
  const context = freshContext();

  expect(render('#set($context.httpMethod = "X")$context.httpMethod', context)).toBe('X');
  expect(context.httpMethod).toBe('GET');
});
