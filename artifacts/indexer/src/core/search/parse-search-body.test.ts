import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { searched } from '../../entities/registry.ts';
import { parseSearchEvent } from './parse-search-event.ts';

const post = (body: unknown, event: object = {}) =>
  parseSearchEvent(
    { resource: '/search', httpMethod: 'POST', headers: null, body: JSON.stringify(body), ...event },
    searched,
  );
const invalid = (detail: unknown) => ({ kind: 'invalid', detail });

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

test('a body says the same as by URL, and more', () => {
  const body = {
    type: 'Book',
    q: 'x',
    filter: { status: { eq: 'MISSING' } },
    ids: ['a,b'],
    sort: ['-price'],
    limit: 1,
    next: 'token',
    stable: true,
    facets: ['tags'],
    aggregates: { dearest: { max: { field: 'price' } } },
    highlight: true,
    after: ['books/a:1'],
    wait: 20,
  };

  expect(post(body)).toEqual(
    search({
      text: 'x',
      filters: [{ kind: 'equals', field: 'status', values: ['MISSING'] }],
      ids: [['a,b']],
      sort: [{ field: 'price', order: 'desc' }],
      limit: 1,
      next: 'token',
      isStable: true,
      facets: ['tags'],
      aggregates: { dearest: { kind: 'max', field: 'price' } },
      hasHighlights: true,
      after: [{ entity: book, id: ['a'], version: 1 }],
      waitMs: 20_000,
    }),
  );
  expect(post({})).toEqual(search({}));
});

test('a body is read from base64', () => {
  const body = Buffer.from('{"q": "é"}').toString('base64');

  expect(post(undefined, { body, isBase64Encoded: true })).toEqual(search({ text: 'é' }));
});

test('is no longer than all that can be said', () => {
  expect(post({ q: 'x'.repeat(300_000) })).toEqual(invalid('Expected a body of at most 262144 bytes, got 300008.'));
  expect(post({ q: '\u20ac'.repeat(90_000) })).toEqual(invalid('Expected a body of at most 262144 bytes, got 270008.'));
});

test.each(['[', '{"a":'])('is no deeper than all that can be said: %s', (open) => {
  const nest = (depth: number) => `{"q":${open.repeat(depth)}1${(open === '[' ? ']' : '}').repeat(depth)}}`;

  expect(post(undefined, { body: nest(39) })).toEqual(invalid(expect.stringContaining('Expected `q` to be a text')));
  for (const depth of [40, 2_000, 40_000]) {
    expect(post(undefined, { body: nest(depth) })).toEqual(
      invalid('Expected a body at most 40 levels deep, got more.'),
    );
  }
});

test.each([undefined, null, '', '{', '[]', '"x"', 'null', '['.repeat(200_000)])(
  'is a JSON object, not %.20j',
  (body) => {
    expect(post(undefined, { body })).toEqual(invalid('Expected a body with a JSON object, got something else.'));
  },
);

test.each([
  [{ limit: '5' }, 'Expected `limit` to be an integer from 1 to 100, got `"5"`.'],
  [{ type: 1 }, 'Expected `type` to be one of `Book`, `Author`, `User`, `Rental`, got `1`.'],
  [{ q: 5 }, 'Expected `q` to be a text, got `5`.'],
  [{ sort: '-price' }, 'Expected `sort` to be a list of fields, got `"-price"`.'],
  [{ sort: [1] }, 'Expected `sort` to be a text, got `1`.'],
  [{ ids: [] }, 'Expected `ids` to be a list of ids, got `[]`.'],
  [{ facets: [null] }, 'Expected `facets` to be a text, got `null`.'],
  [{ after: 'books/a:1' }, 'Expected `after` to be a list of versions, got `"books/a:1"`.'],
  [{ wait: 0.5 }, 'Expected `wait` to be an integer from 0 to 20, got `0.5`.'],
  [{ filter: null }, 'Expected `filter` to be an object with fields and their conditions, got `null`.'],
  [{ offset: 5 }, 'Expected pages to be asked for by the `next` of the page before, got `offset`.'],
])('a body is refused as %j', (body, detail) => {
  expect(post(body)).toEqual(invalid(detail));
});

test.each(['query', 'status', '__proto__', 'constructor'])('a body has no member %j', (name) => {
  expect(post(undefined, { body: `{${JSON.stringify(name)}: 1}` })).toEqual(
    invalid(
      `Expected only \`type\`, \`q\`, \`ids\`, \`sort\`, \`limit\`, \`next\`, \`stable\`, \`facets\`, \`highlight\`, \`after\`, \`wait\`, \`filter\`, \`aggregates\`, got \`"${name}"\`.`,
    ),
  );
});

test('a body is all there is: no parameter goes with it', () => {
  expect(post({}, { queryStringParameters: { q: 'x' } })).toEqual(
    invalid('Expected all that is searched for in the body, got the parameter `"q"`.'),
  );
});

test.each([
  [null, true],
  [{}, true],
  [{ 'content-TYPE': 'application/json; charset=utf-8' }, true],
  [{ 'Content-Type': ' Application/JSON' }, true],
  [{ 'Content-Type': 'application/jsonp' }, false],
  [{ 'Content-Type': 'text/plain' }, false],
  [{ 'Content-Type': '' }, false],
])('a body is JSON by its headers %j: %j', (headers, isJson) => {
  expect(post({}, { headers })).toEqual(isJson ? search({}) : { kind: 'unsupported-media-type' });
});
