import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { describeFields } from './describe-fields.ts';
import { parseAggregates } from './parse-aggregates.ts';

const parse = (value: unknown) => parseAggregates(value, describeFields(book));

test('reads what is counted and calculated, by name', () => {
  const aggregates = {
    languages: { terms: { field: 'language' } },
    categories: { terms: { field: 'category', size: 100 } },
    mean: { avg: { field: 'price' } },
    'newest_1-a': { max: { field: 'createdAt' } },
    authors: { cardinality: { field: 'authorName' } },
  };

  expect(parse(aggregates)).toEqual({
    languages: { kind: 'terms', field: 'language', size: 10 },
    categories: { kind: 'terms', field: 'category', size: 100 },
    mean: { kind: 'avg', field: 'price' },
    'newest_1-a': { kind: 'max', field: 'createdAt' },
    authors: { kind: 'cardinality', field: 'authorName' },
  });
  expect(parse(undefined)).toEqual({});
});

test.each(['detail', 'kind', 'invalid', 'value', 'toJSON', 'hasOwnProperty'])(
  'takes %s for a name like others',
  (name) => {
    expect(parse({ [name]: { max: { field: 'price' } } })).toEqual({ [name]: { kind: 'max', field: 'price' } });
  },
);

const one = 'an object with one of `terms`, `avg`, `min`, `max`, `sum`, `cardinality`';

test.each([
  [null, 'Expected `aggregates` to be an object, got `null`.'],
  [{ a: 1 }, `Expected \`aggregates.a\` to be ${one}, got \`1\`.`],
  [{ a: {} }, `Expected \`aggregates.a\` to be ${one}, got \`{}\`.`],
  [{ a: { avg: {}, sum: {} } }, `Expected \`aggregates.a\` to be ${one}, got \`{"avg":{},"sum":{}}\`.`],
  [{ a: { scripted_metric: {} } }, `Expected \`aggregates.a\` to be ${one}, got \`{"scripted_metric":{}}\`.`],
  [{ a: { avg: 'price' } }, 'Expected `aggregates.a.avg` to be an object with `field`, got `"price"`.'],
  [
    { a: { avg: { field: 'price', size: 1 } } },
    'Expected `aggregates.a.avg` to be an object with `field`, got `{"field":"price","size":1}`.',
  ],
  [
    { a: { terms: { field: 'tags', script: 'x' } } },
    'Expected `aggregates.a.terms` to be an object with `field` and `size`, got `{"field":"tags","script":"x"}`.',
  ],
  [
    { a: { avg: { field: 'title' } } },
    'Expected `aggregates.a.avg.field` to be one of `price`, `version`, got `"title"`.',
  ],
  [
    { a: { min: {} } },
    'Expected `aggregates.a.min.field` to be one of `price`, `version`, `createdAt`, `updatedAt`, got none.',
  ],
  [
    { a: { terms: { field: 'tags', size: 101 } } },
    'Expected `aggregates.a.terms.size` to be an integer from 1 to 100, got `101`.',
  ],
  [
    { 'a b': {} },
    'Expected `aggregates` to be named by a letter and up to 63 letters, digits, `_` and `-`, got `"a b"`.',
  ],
])('refuses %j', (value, detail) => {
  expect(parse(value)).toEqual({ kind: 'invalid', detail });
});

test('refuses to count by text that is only searched in', () => {
  expect(parse({ a: { terms: { field: 'description' } } })).toHaveProperty('detail');
});

test('takes twenty and no more, and no name of JavaScript\u2019s own', () => {
  const list = (length: number) =>
    Object.fromEntries(Array.from({ length }, (_, i) => [`a${i}`, { sum: { field: 'price' } }]));

  expect(Object.keys(parse(list(20)))).toHaveLength(20);
  expect(parse(list(21))).toEqual({ kind: 'invalid', detail: 'Expected at most 20 `aggregates`, got 21.' });
  expect(parse(JSON.parse('{"__proto__": {"sum": {"field": "price"}}}'))).toHaveProperty('detail');
});
