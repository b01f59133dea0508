import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { rental } from '../../entities/rental.ts';
import { user } from '../../entities/user.ts';
import { buildTextQuery } from './build-text-query.ts';

interface Typed {
  readonly bool: {
    readonly must: readonly [
      { readonly bool: { readonly should: readonly { readonly multi_match: { readonly query: string } }[] } },
    ];
    readonly should: readonly [{ readonly dis_max: { readonly queries: readonly object[] } }, object];
  };
}
interface Similar {
  readonly bool: { readonly must: readonly object[] };
}
const typed = (text: string, entity = book) => buildTextQuery(entity, text, 'typed') as Typed;
const similar = (text: string) => (buildTextQuery(book, text, 'similar') as Similar).bool.must;
const spellingsOf = (text: string) => typed(text).bool.must[0].bool.should.map(({ multi_match }) => multi_match.query);

test('wants every word in some field', () => {
  expect(typed('moby dick').bool.must).toEqual([
    {
      bool: {
        should: [
          {
            multi_match: {
              query: 'moby dick',
              type: 'cross_fields',
              operator: 'and',
              fields: ['title^8', 'authorName^4', 'category^1.5', 'tags^1.5', 'description^1', 'isbn^8'],
            },
          },
        ],
        minimum_should_match: 1,
      },
    },
  ]);
});

test('lets a whole title come first, then words near each other or an author of that name', () => {
  const [near, whole] = typed('Emma').bool.should;

  expect(whole).toEqual({ term: { 'title.keyword': { value: 'Emma', boost: 32 } } });
  expect(near.dis_max.queries).toEqual([
    { multi_match: expect.objectContaining({ query: 'Emma', type: 'phrase', slop: 6 }) },
    { span_first: { match: { span_term: { authorName: 'emma' } }, end: 1, boost: 32 } },
  ]);
});

test.each(['a '.repeat(33), '罪と罰'.repeat(11), `978-0-14-044926-6 ${'a '.repeat(33)}`])(
  'looks for each word of a long text once in each field: %j',
  (text) => {
    expect(buildTextQuery(book, text, 'typed')).toEqual({
      bool: {
        must: [{ multi_match: expect.objectContaining({ query: text, type: 'cross_fields' }) }],
        should: [{ term: { 'title.keyword': { value: text, boost: 32 } } }],
      },
    });
  },
);

test('takes several words for a name wherever they stand in it', () => {
  expect(typed('Jane Austen').bool.should[0].dis_max.queries[1]).toEqual({
    match: { authorName: { query: 'Jane Austen', operator: 'and', boost: 32 } },
  });
});

test('has no names to look for where an entity joins none', () => {
  expect(typed('x', user).bool.should[0].dis_max.queries).toHaveLength(1);
});

test('looks for an ISBN in its plain form too', () => {
  expect(spellingsOf('crime 978-0-14-044926-6')).toEqual(['crime 978-0-14-044926-6', 'crime 9780140449266']);
});

test('looks for each word by likeness, but for numbers', () => {
  expect(similar("Dostoyevski's 1984 x").slice(0, -1)).toEqual([
    {
      multi_match: expect.objectContaining({
        query: 'Dostoyevski',
        operator: 'and',
        fuzziness: 'AUTO',
        prefix_length: 1,
      }),
    },
    { multi_match: expect.objectContaining({ query: 's', fuzziness: 'AUTO' }) },
    { multi_match: expect.not.objectContaining({ fuzziness: expect.anything() }) },
  ]);
});

test.each([1, 3, 10, 16])('looks for no more words in one search than OpenSearch takes (%i typed)', (count) => {
  const [, text] = /"max_expansions":([0-9]+)/.exec(JSON.stringify(similar('word '.repeat(count)))) ?? [];
  const expansions = Number(text);

  expect(expansions).toBeGreaterThan(8);
  expect(expansions).toBeLessThanOrEqual(50);
  // Each in every field, and once more there as the unfinished one.
  expect((count * expansions + 1) * book.searchFields.length).toBeLessThan(1_000);
});

test('takes the last word to be unfinished, too', () => {
  expect(similar('northanger ab')[1]).toEqual({
    dis_max: {
      queries: [
        { multi_match: expect.objectContaining({ query: 'ab', fuzziness: 'AUTO' }) },
        { multi_match: expect.objectContaining({ query: 'ab', type: 'bool_prefix', boost: 2 }) },
      ],
    },
  });
});

test.each([
  ['a text without words', book, '?!'],
  ['more words than anybody types', book, 'word '.repeat(17)],
  ['a word longer than any', book, 'a'.repeat(201)],
  ['an entity that has no texts to search in', rental, 'x'],
])('finds nothing similar for %s', (_, entity, text) => {
  expect(buildTextQuery(entity, text, 'similar')).toEqual({ match_none: {} });
});

test('looks into nothing where there is nothing to look into, instead of into all there is', () => {
  expect(buildTextQuery(rental, 'x', 'typed')).toEqual({ match_none: {} });
});
