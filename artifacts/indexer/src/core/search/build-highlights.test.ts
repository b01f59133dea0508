import { expect, test } from '@jest/globals';
import { buildRequest } from '../../../test/fixtures/build-request.ts';
import { book } from '../../entities/book.ts';
import { buildFilter } from './build-filter.ts';
import { buildHighlights, readHighlights } from './build-highlights.ts';
import { buildTextQuery, type Spelling } from './build-text-query.ts';
import { describeFields } from './describe-fields.ts';
import type { Filter, SearchRequest } from './search-request.ts';

const fields = describeFields(book);
const queryOf = (overrides: Partial<SearchRequest>, spelling: Spelling = 'typed'): object => {
  const { highlight_query } = buildHighlights({ request: buildRequest(overrides), spelling, marker: '#' }, fields) as {
    readonly highlight_query: { readonly bool: { readonly should: object } };
  };
  return highlight_query.bool.should;
};

test('asks for whole short texts and for passages of long ones', () => {
  expect(buildHighlights({ request: buildRequest(), spelling: 'typed', marker: '#' }, fields)).toMatchObject({
    pre_tags: ['#'],
    post_tags: ['#'],
    fields: { title: { number_of_fragments: 0 }, description: { number_of_fragments: 2 } },
  });
});

test('looks for each word of the text, in the spelling that was searched for', () => {
  expect(queryOf({ text: 'emma woodhouse' })).toEqual([
    { multi_match: { query: 'emma woodhouse', fields: book.searchFields.map(({ field }) => field) } },
  ]);
  expect(queryOf({ text: 'ema' }, 'similar')).toEqual([buildTextQuery(book, 'ema', 'similar')]);
});

test('looks for an ISBN as it is written and in one word, as the index has it', () => {
  const texts = ['978-0-14-044926-6', '9780140449266'];
  const fieldNames = book.searchFields.map(({ field }) => field);
  const several: Filter = { kind: 'words', how: 'match', fields: ['title', 'isbn'], text: String(texts[0]) };

  expect(queryOf({ text: String(texts[0]) })).toEqual(
    texts.map((query) => ({ multi_match: { query, fields: fieldNames } })),
  );
  expect(queryOf({ filters: [several] })).toEqual(
    texts.map((query) => ({ multi_match: { query, fields: ['title', 'isbn'] } })),
  );
});

test('looks for the words that filters want, and for none that they do not want', () => {
  const one: Filter = { kind: 'words', how: 'match', fields: ['title'], text: 'a' };
  const several: Filter = { kind: 'words', how: 'match', fields: ['title', 'tags'], text: 'b c' };
  const filters: readonly Filter[] = [
    one,
    { kind: 'or', filters: [several, { kind: 'exists', field: 'price' }] },
    { kind: 'not', filter: one },
  ];

  expect(queryOf({ filters })).toEqual([
    buildFilter(one, fields),
    { multi_match: { query: 'b c', fields: ['title', 'tags'] } },
  ]);
});

test('cuts each passage so that every second text matched', () => {
  expect(readHighlights({ title: ['#Emma#'], tags: ['a #b# c #d#', 'no'] }, '#')).toEqual({
    title: [['', 'Emma', '']],
    tags: [['a ', 'b', ' c ', 'd', ''], ['no']],
  });
});

test('shows nothing when nothing matched in a text', () => {
  expect(readHighlights(undefined, '#')).toBeUndefined();
  expect(readHighlights({}, '#')).toBeUndefined();
});
