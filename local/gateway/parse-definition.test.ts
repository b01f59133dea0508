// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what placeholders look like
import { expect, test } from '@jest/globals';
import { parseDefinition } from './parse-definition.ts';

const shared = `
x: &base { a: 1, b: 2 }
y:
  b: 3
  <<: *base
z: [*base, *base]
'${'$'}{key}': |
  #set($x = 1)
`;

test('reads anchors, merges and filled placeholders', () => {
  const { value } = parseDefinition(shared, { key: 'template' });

  expect(value).toEqual({
    x: { a: 1, b: 2 },
    y: { a: 1, b: 3 },
    z: [
      { a: 1, b: 2 },
      { a: 1, b: 2 },
    ],
    template: '#set($x = 1)\n',
  });
});

test('reads any number of aliases of one template', () => {
  const text = `t: &t {k: [1, 2]}\n${Array.from({ length: 300 }, (_, index) => `a${index}: *t`).join('\n')}`;

  expect(Object.keys(parseDefinition(text, {}).value as object)).toHaveLength(301);
});

test('names the line of a place, through merges, aliases and items', () => {
  const { problemAt } = parseDefinition(shared, { key: 'k' });

  expect(problemAt(['y', 'b'], 'm')).toEqual({ line: 4, place: 'y.b', message: 'm' });
  expect(problemAt(['y', 'a'], 'm')).toMatchObject({ line: 2 });
  expect(problemAt(['z', 1, 'b'], 'm')).toMatchObject({ line: 2, place: 'z.1.b' });
});

test('names the nearest line for a place that does not exist', () => {
  expect(parseDefinition(shared, { key: 'k' }).problemAt(['y', 'nothing', 'deeper'], 'm')).toMatchObject({ line: 3 });
});

test('refuses duplicate keys and broken YAML, all at once, with their lines', () => {
  expect(() => parseDefinition('a: 1\na: 2\nb: 1\nb: 2', {})).toThrow(/line 2.*\nline 4/);
});

test('refuses an alias without its anchor', () => {
  expect(() => parseDefinition('a: *nobody', {})).toThrow('nobody');
});
