import { expect, test } from '@jest/globals';
import { mediaTypeOf, selectRequestTemplate, selectResponseTemplate } from './select-template.ts';

const templates = new Map([
  ['text/csv', 'csv'],
  ['application/json', 'json'],
]);

test.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['application/JSON; charset=utf-8', 'application/json'],
  [' Text/CSV ;header=present', 'text/csv'],
  ['nonsense', 'nonsense'],
])('reads the media type of %j', (header, expected) => {
  expect(mediaTypeOf(header)).toBe(expected);
});

test.each(['never', 'when_no_templates', 'when_no_match'] as const)(
  'finds the template for the type under %s',
  (behavior) => {
    expect(selectRequestTemplate(templates, behavior, 'text/csv; charset=latin1')).toEqual({ template: 'csv' });
  },
);

test('takes the template $default for a type that has none', () => {
  expect(selectRequestTemplate(new Map([['$default', 'any']]), 'never', 'image/png')).toEqual({ template: 'any' });
});

test.each([
  ['never', templates, 'unsupported'],
  ['never', new Map(), 'unsupported'],
  ['when_no_templates', templates, 'unsupported'],
  ['when_no_templates', new Map(), 'passthrough'],
  ['when_no_match', templates, 'passthrough'],
] as const)('decides under %s on a type without a template', (behavior, known, expected) => {
  expect(selectRequestTemplate(known, behavior, 'image/png')).toBe(expected);
});

test.each([
  ['text/csv;q=0.5', 'csv'],
  ['text/csv, application/json', 'csv'],
  ['image/png, text/csv', 'json'],
  ['*/*', 'json'],
  [undefined, 'json'],
])('answers Accept: %s', (accept, expected) => {
  expect(selectResponseTemplate(templates, accept)).toBe(expected);
});

test('answers an unknown type with the first template where there is none for JSON', () => {
  expect(selectResponseTemplate(new Map([['text/csv', 'csv']]), 'image/png')).toBe('csv');
  expect(selectResponseTemplate(new Map(), 'image/png')).toBeUndefined();
});
