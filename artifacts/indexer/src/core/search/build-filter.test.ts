import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { buildFilter, findOnlyField } from './build-filter.ts';
import { describeFields } from './describe-fields.ts';
import type { Filter } from './search-request.ts';

const title: Filter = { kind: 'equals', field: 'title', values: ['x'] };
const price: Filter = { kind: 'range', field: 'price', bounds: { gte: '1', lt: '2' } };
const words = (how: 'match' | 'phrase' | 'phrasePrefix', ...fields: string[]): Filter => ({
  kind: 'words',
  how,
  fields,
  text: 'x y',
});
const pattern = (syntax: 'wildcard' | 'regexp' | 'prefix'): Filter => ({
  kind: 'pattern',
  syntax,
  field: 'title',
  pattern: 'x.*',
});

test.each<[Filter, object]>([
  [title, { terms: { 'title.keyword': ['x'] } }],
  [price, { range: { price: { gte: '1', lt: '2' } } }],
  [{ kind: 'exists', field: 'title' }, { exists: { field: 'title' } }],
  [pattern('wildcard'), { wildcard: { 'title.keyword': { value: 'x.*' } } }],
  [pattern('regexp'), { regexp: { 'title.keyword': { value: 'x.*', flags: 'NONE', max_determinized_states: 1_000 } } }],
  [pattern('prefix'), { prefix: { 'title.keyword': { value: 'x.*' } } }],
  [words('match', 'title'), { match: { title: { query: 'x y', operator: 'and' } } }],
  [words('phrase', 'title'), { match_phrase: { title: { query: 'x y' } } }],
  [words('phrasePrefix', 'title'), { match_phrase_prefix: { title: { query: 'x y', max_expansions: 10_000 } } }],
  [
    { kind: 'words', how: 'phrasePrefix', fields: ['title'], text: 'Пре' },
    { match_bool_prefix: { title: { query: 'Пре' } } },
  ],
  [
    { kind: 'words', how: 'phrasePrefix', fields: ['title'], text: '罪' },
    { match_phrase_prefix: { title: { query: '罪', max_expansions: 10_000 } } },
  ],
  [
    words('match', 'title', 'tags'),
    { multi_match: { query: 'x y', type: 'cross_fields', operator: 'and', fields: ['title', 'tags'] } },
  ],
  [words('match', 'isbn'), { match: { isbn: { query: 'x y', operator: 'and', analyzer: 'isbn' } } }],
  [words('phrase', 'isbn'), { match_phrase: { isbn: { query: 'x y', analyzer: 'isbn' } } }],
  [
    { kind: 'words', how: 'match', fields: ['title', 'isbn'], text: '978-0-14-044926-6' },
    {
      bool: {
        should: ['978-0-14-044926-6', '9780140449266'].map((query) => ({
          multi_match: { query, type: 'cross_fields', operator: 'and', fields: ['title', 'isbn'] },
        })),
        minimum_should_match: 1,
      },
    },
  ],
  [{ kind: 'not', filter: price }, { bool: { must_not: [{ range: { price: { gte: '1', lt: '2' } } }] } }],
  [
    { kind: 'and', filters: [title, price] },
    { bool: { filter: [{ terms: { 'title.keyword': ['x'] } }, { range: { price: { gte: '1', lt: '2' } } }] } },
  ],
  [
    { kind: 'or', filters: [title] },
    { bool: { should: [{ terms: { 'title.keyword': ['x'] } }], minimum_should_match: 1 } },
  ],
])('builds %j', (filter, clause) => {
  expect(buildFilter(filter, describeFields(book))).toEqual(clause);
});

test('compares a field that is not described under its own name', () => {
  expect(buildFilter(title, new Map())).toEqual({ terms: { title: ['x'] } });
});

test.each<[Filter, string | undefined]>([
  [title, 'title'],
  [{ kind: 'exists', field: 'tags' }, 'tags'],
  [words('match', 'title'), 'title'],
  [words('match', 'title', 'tags'), undefined],
  [{ kind: 'not', filter: price }, 'price'],
  [{ kind: 'and', filters: [price, { kind: 'not', filter: price }] }, 'price'],
  [{ kind: 'or', filters: [price, title] }, undefined],
  [{ kind: 'or', filters: [words('match', 'title', 'tags'), words('match', 'title', 'tags')] }, undefined],
])('finds the one field of %j', (filter, field) => {
  expect(findOnlyField(filter)).toBe(field);
});
