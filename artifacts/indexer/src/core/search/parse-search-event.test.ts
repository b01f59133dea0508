import { describe, expect, test } from '@jest/globals';
import { author } from '../../entities/author.ts';
import { book } from '../../entities/book.ts';
import { searched } from '../../entities/registry.ts';
import { rental } from '../../entities/rental.ts';
import { user } from '../../entities/user.ts';
import { parseSearchEvent } from './parse-search-event.ts';

const parse = (event: unknown) => parseSearchEvent(event, searched);
const get = (resource: string, query: Readonly<Record<string, string | readonly string[]>> = {}, pathParameters = {}) =>
  parse({
    resource,
    httpMethod: 'GET',
    pathParameters,
    multiValueQueryStringParameters: Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, [value].flat()]),
    ),
  });
const invalid = (detail: unknown) => ({ kind: 'invalid', detail });
const mentions = (text: string) => invalid(expect.stringContaining(text));

const plain = {
  entity: book,
  text: undefined,
  within: undefined,
  filters: [],
  ids: undefined,
  sort: [],
  limit: 25,
  next: undefined,
  isStable: false,
  facets: [],
  aggregates: {},
  hasHighlights: false,
  after: [],
  waitMs: 5_000,
};
const search = (request: object) => ({ kind: 'search', request: { ...plain, ...request } });

describe('by URL', () => {
  test('looks for anything among the first that can be searched when nothing is said', () => {
    expect(get('/search')).toEqual(search({}));
    expect(parse({ resource: '/search', queryStringParameters: null })).toEqual(search({}));
  });

  test('reads all parameters', () => {
    const query = {
      q: ' moby dick ',
      ids: 'a,b',
      sort: '-price,title',
      limit: '100',
      next: 'token',
      stable: 'true',
      facets: 'tags,status,tags',
      highlight: 'false',
      after: ['books/a:1', 'rentals/a/b:2'],
      wait: '0',
    };

    expect(get('/search', query)).toEqual(
      search({
        text: 'moby dick',
        ids: [['a'], ['b']],
        sort: [
          { field: 'price', order: 'desc' },
          { field: 'title', order: 'asc' },
        ],
        limit: 100,
        next: 'token',
        isStable: true,
        facets: ['tags', 'status'],
        after: [
          { entity: book, id: ['a'], version: 1 },
          { entity: rental, id: ['a', 'b'], version: 2 },
        ],
        waitMs: 0,
      }),
    );
  });

  test('reads conditions, those that are repeated with commas in them', () => {
    const query = {
      status: 'AVAILABLE,MISSING',
      category: ['a, b', 'c'],
      tag: 't',
      language: ['en', 'de'],
      authorId: 'x',
      priceFrom: '5',
      priceTo: '9.90',
    };

    expect(get('/search', query)).toEqual(
      search({
        filters: [
          { kind: 'equals', field: 'status', values: ['AVAILABLE', 'MISSING'] },
          { kind: 'equals', field: 'category', values: ['a, b', 'c'] },
          { kind: 'equals', field: 'tags', values: ['t'] },
          { kind: 'equals', field: 'language', values: ['en', 'de'] },
          { kind: 'equals', field: 'authorId', values: ['x'] },
          { kind: 'range', field: 'price', bounds: { gte: '5', lte: '9.9' } },
        ],
      }),
    );
  });

  test('reads the form of event that shows no repetition', () => {
    expect(parse({ resource: '/search', queryStringParameters: { q: 'x' } })).toEqual(search({ text: 'x' }));
  });

  test('looks into what `type` names', () => {
    expect(get('/search', { type: 'User', status: 'VERIFIED' })).toEqual(
      search({ entity: user, filters: [{ kind: 'equals', field: 'status', values: ['VERIFIED'] }] }),
    );
    expect(get('/search', { type: 'Rental', ids: 'a:b' })).toEqual(search({ entity: rental, ids: [['a', 'b']] }));
    expect(get('/search', { type: 'book' })).toEqual(
      invalid('Expected `type` to be one of `Book`, `Author`, `User`, `Rental`, got `"book"`.'),
    );
  });

  test.each([{}, { q: '' }, { q: ' \t\u00a0' }])('counts blank text as none: %j', (query) => {
    expect(get('/search', query)).toEqual(search({}));
  });

  test('replaces a lone surrogate, which no request can carry', () => {
    expect(get('/search', { q: 'a\uD800' })).toEqual(search({ text: 'a\uFFFD' }));
  });

  test.each(['0', '101', '1000', '-1', '1.5', '01', '', 'ten', '1e1', ' 5'])('refuses the limit %j', (limit) => {
    expect(get('/search', { limit })).toEqual(
      invalid(
        `Expected \`limit\` to be an integer from 1 to 100, got \`${/^[01]+$/.test(limit) && !/^0./.test(limit) ? limit : JSON.stringify(limit)}\`.`,
      ),
    );
  });

  test.each([
    [{ wait: '21' }, 'Expected `wait` to be an integer from 0 to 20, got `21`.'],
    [{ stable: 'yes' }, 'Expected `stable` to be true or false, got `"yes"`.'],
    [{ highlight: '' }, 'Expected `highlight` to be true or false, got `""`.'],
    [{ next: '' }, 'Expected `next` to be the `next` of the page before, got `""`.'],
    [{ next: 'x'.repeat(32_001) }, 'Expected `next` to be at most 32000 characters, got 32001.'],
    [{ q: 'x'.repeat(1_001) }, 'Expected `q` to be at most 1000 characters, got 1001.'],
    [{ q: ['a', 'b'] }, 'Expected one `q`, got 2.'],
    [{ type: ['Book', 'Book'] }, 'Expected one `type`, got 2.'],
    [{ status: ['MISSING', 'MISSING'] }, 'Expected one `status`, got 2.'],
    [{ priceTo: ['1', '2'] }, 'Expected one `priceTo`, got 2.'],
    [{ status: 'MISSING,' }, 'Expected `status` to be of `AVAILABLE`, `NOT_AVAILABLE`, `MISSING`, got `""`.'],
    [{ priceFrom: 'cheap' }, 'Expected `priceFrom` to be a number, or a decimal as text, got `"cheap"`.'],
    [{ category: Array(1_001).fill('x') }, 'Expected at most 1000 of `category`, got 1001.'],
    [{ ids: 'a,,b' }, 'Expected `ids` to be a list of ids, got `["a","","b"]`.'],
    [{ ids: 'x,'.repeat(101) }, 'Expected at most 100 ids in `ids`, got 102.'],
    [{ type: 'Rental', ids: 'a' }, 'Expected `ids` to be a list of `<bookId>:<userId>`, got `"a"`.'],
    [{ type: 'Rental', ids: 'a:' }, 'Expected `ids` to be a list of `<bookId>:<userId>`, got `"a:"`.'],
    [{ sort: '' }, 'Expected `sort` to be a list of fields, got `[""]`.'],
    [{ sort: 'price,-price' }, 'Expected `sort` to be a list of fields, each once, got `["price","-price"]`.'],
    [{ sort: 'a,b,c,d,e,f,g,h,i' }, 'Expected at most 8 fields in `sort`, got 9.'],
    [{ facets: 'a,b,c,d,e,f,g,h,i,j,k' }, 'Expected at most 10 fields in `facets`, got 11.'],
    [{ after: Array(11).fill('books/a:1') }, 'Expected at most 10 versions in `after`, got 11.'],
    [{ page: '2' }, 'Expected pages to be asked for by the `next` of the page before, got `page`.'],
    [{ from: '2' }, 'Expected pages to be asked for by the `next` of the page before, got `from`.'],
  ])('refuses %j', (query, detail) => {
    expect(get('/search', query)).toEqual(invalid(detail));
  });

  test('names the fields that a search can be sorted and counted by', () => {
    expect(get('/search', { sort: '-description' })).toEqual(
      invalid(
        expect.stringMatching(
          /^Expected `sort` to be by `bookId`, `title`, .*, got `"description"`, which is text to search in and has no order\.$/,
        ),
      ),
    );
    expect(get('/search', { sort: '__proto__' })).toEqual(
      invalid(expect.stringMatching(/`updatedAt`, got `"__proto__"`\.$/)),
    );
    expect(get('/search', { facets: 'price' })).toEqual(
      invalid(expect.stringMatching(/^Expected `facets` to be of `bookId`, .*, got `"price"`\.$/)),
    );
  });

  test('refuses `after` that names nothing', () => {
    expect(get('/search', { after: 'x' })).toEqual(mentions('Expected `after`'));
  });

  test('names the parameters that there are for this type', () => {
    expect(get('/search', { type: 'Rental', q: 'x' })).toEqual(
      invalid(
        'Expected only `type`, `ids`, `sort`, `limit`, `next`, `stable`, `facets`, `after`, `wait`, `status`, got `"q"`.',
      ),
    );
    expect(get('/search', { type: 'Author', status: 'x' })).toEqual(mentions('got `"status"`'));
  });
});

describe('by a list', () => {
  test.each([
    ['/books', book],
    ['/authors', author],
    ['/users', user],
  ])('looks at %s in the order of their ids', (resource, entity) => {
    expect(get(resource)).toEqual(search({ entity }));
    expect(get(resource, { type: entity.name })).toEqual(mentions('got `"type"`'));
  });

  test('puts the newest change of rentals first unless told otherwise', () => {
    const newestFirst = [{ field: 'updatedAt', order: 'desc' }];

    expect(get('/rentals')).toEqual(search({ entity: rental, sort: newestFirst }));
    expect(get('/rentals', { sort: 'status' })).toEqual(
      search({ entity: rental, sort: [{ field: 'status', order: 'asc' }] }),
    );
    expect(get('/search', { type: 'Rental' })).toEqual(search({ entity: rental }));
  });

  test('lists what belongs to the item in the path', () => {
    expect(get('/authors/{authorId}/books', { status: 'MISSING' }, { authorId: 'a' })).toEqual(
      search({
        within: { kind: 'equals', field: 'authorId', values: ['a'] },
        filters: [{ kind: 'equals', field: 'status', values: ['MISSING'] }],
      }),
    );
    expect(get('/users/{userId}/rentals', {}, { userId: 'u' })).toMatchObject({
      request: { entity: rental, within: { kind: 'equals', field: 'userId', values: ['u'] }, filters: [] },
    });
  });

  test('refuses a parameter that could only contradict the path', () => {
    expect(get('/authors/{authorId}/books', { authorId: 'b' }, { authorId: 'a' })).toEqual(
      mentions('got `"authorId"`'),
    );
  });

  test.each([{}, { status: 'borrowed' }])('lists the books that a user has, with %j', (query) => {
    expect(get('/users/{userId}/books', query, { userId: 'u' })).toEqual(
      search({ within: { kind: 'equals', field: 'borrowerId', values: ['u'] } }),
    );
  });

  test.each(['AVAILABLE', '', ['borrowed', 'borrowed']])('knows no books of a user that are %j', (status) => {
    expect(get('/users/{userId}/books', { status }, { userId: 'u' })).toEqual(
      mentions('Expected `status` to be `borrowed`'),
    );
  });

  test('refuses an id that is too long, or missing in the event', () => {
    expect(get('/users/{userId}/rentals', {}, { userId: 'x'.repeat(1_001) })).toHaveProperty('kind', 'invalid');
    expect(get('/users/{userId}/rentals')).toHaveProperty('kind', 'invalid');
  });

  test.each(['/heartbeats', '/', undefined])('knows no list %j', (resource) => {
    expect(parse({ resource })).toEqual(mentions('a path that lists something'));
  });
});

describe('completion', () => {
  test('takes a text and a limit', () => {
    expect(get('/suggest', { q: ' dos' })).toEqual({ kind: 'suggest', request: { text: 'dos', limit: 8 } });
    expect(get('/suggest', { q: 'dos', limit: '20' })).toEqual({
      kind: 'suggest',
      request: { text: 'dos', limit: 20 },
    });
  });

  test.each([
    [{}, 'Expected `q` to be text to complete, got `""`.'],
    [{ q: ' ' }, 'Expected `q` to be text to complete, got `" "`.'],
    [{ q: ['a', 'b'] }, 'Expected one `q`, got 2.'],
    [{ q: 'x'.repeat(1_001) }, 'Expected `q` to be at most 1000 characters, got 1001.'],
    [{ q: 'a', limit: '21' }, 'Expected `limit` to be an integer from 1 to 20, got `21`.'],
    [{ q: 'a', limit: ['1', '2'] }, 'Expected one `limit`, got 2.'],
    [{ q: 'a', type: 'Book' }, 'Expected only `q`, `limit`, got `"type"`.'],
  ])('refuses %j', (query, detail) => {
    expect(get('/suggest', query)).toEqual(invalid(detail));
  });
});

test('knows the status from a search', () => {
  expect(parse({ resource: '/status' })).toEqual({ kind: 'status' });
});

test.each([undefined, null, 1, [], { resource: '/search', multiValueQueryStringParameters: { q: 1 } }])(
  'reads %j without a fault',
  (event) => {
    expect(parse(event)).toHaveProperty('kind', 'invalid');
  },
);
