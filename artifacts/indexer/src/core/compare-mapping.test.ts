import { expect, test } from '@jest/globals';
import { compareMapping } from './compare-mapping.ts';

const wanted = {
  dynamic: false,
  properties: {
    id: { type: 'keyword' },
    name: { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 8191 } } },
  },
};

test('finds no difference in the same mapping, however it is written', () => {
  const actual = {
    dynamic: 'false',
    properties: {
      name: { fields: { keyword: { ignore_above: 8191, type: 'keyword' } }, type: 'text' },
      id: { type: 'keyword' },
    },
  };

  expect(compareMapping(actual, wanted)).toEqual({ missing: {}, differing: [] });
});

test('finds the fields that are missing', () => {
  expect(compareMapping({ dynamic: 'false', properties: { id: { type: 'keyword' } } }, wanted)).toEqual({
    missing: { name: wanted.properties.name },
    differing: [],
  });
  expect(Object.keys(compareMapping({ dynamic: 'false' }, wanted).missing)).toEqual(['id', 'name']);
});

test('finds the fields that are something else, that nobody wants, and another rule for new ones', () => {
  const actual = { properties: { ...wanted.properties, id: { type: 'long' }, old: { type: 'long' } } };

  expect(compareMapping(actual, wanted)).toEqual({ missing: {}, differing: ['dynamic', 'id', 'old'] });
});

test('takes a missing rule for the one that OpenSearch assumes', () => {
  expect(compareMapping({}, {})).toEqual({ missing: {}, differing: [] });
});
