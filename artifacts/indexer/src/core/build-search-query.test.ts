import { expect, test } from '@jest/globals';
import { author } from '../entities/author.ts';
import { book } from '../entities/book.ts';
import { buildSearchQuery } from './build-search-query.ts';

interface Query {
  readonly query: {
    readonly bool: {
      readonly must: readonly {
        readonly bool: { readonly should: readonly { readonly multi_match: { readonly query: string } }[] };
      }[];
      readonly should: readonly object[];
    };
  };
}
const build = (text: string) => buildSearchQuery(book, { text, limit: 10 }) as Query;
const spellingsOf = (text: string) =>
  build(text).query.bool.must[0]?.bool.should.map(({ multi_match }) => multi_match.query);

test('wants every word in some field, an exact total and a fixed order', () => {
  expect(build('moby dick')).toMatchObject({
    size: 10,
    track_total_hits: true,
    query: {
      bool: {
        must: [
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
            },
          },
        ],
      },
    },
    sort: [{ _score: 'desc' }, { bookId: 'asc' }],
  });
});

test('lets a whole title come first', () => {
  expect(build('Emma').query.bool.should).toContainEqual({ term: { 'title.keyword': { value: 'Emma', boost: 32 } } });
});

test.each([
  ['978-0-14-044926-6', '9780140449266'],
  ['crime 978 0 14 044926 6', 'crime 9780140449266'],
  ['0-8044-2957-X austen', '080442957X austen'],
])('looks for %s in its plain form too', (text, plain) => {
  expect(spellingsOf(text)).toEqual([text, plain]);
});

test.each(['9780140449266', '1984', '1914-1918', '12345-67890-12345-67890', 'post-war'])(
  'leaves %s as it is',
  (text) => {
    expect(spellingsOf(text)).toEqual([text]);
  },
);

test('has no favourite field where none is searched', () => {
  expect((buildSearchQuery(author, { text: 'x', limit: 1 }) as Query).query.bool.should).toHaveLength(1);
});
