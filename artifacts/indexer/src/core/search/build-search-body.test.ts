import { expect, test } from '@jest/globals';
import { buildRequest } from '../../../test/fixtures/build-request.ts';
import { rental } from '../../entities/rental.ts';
import { buildSearchBody, type SearchPlan } from './build-search-body.ts';
import { buildTextQuery } from './build-text-query.ts';
import type { Filter, SearchRequest } from './search-request.ts';

const bodyOf = (overrides: Partial<SearchRequest>, plan: Partial<SearchPlan> = {}): object =>
  buildSearchBody({
    request: buildRequest(overrides),
    spelling: 'typed',
    marker: '#',
    pitId: undefined,
    searchAfter: undefined,
    ...plan,
  });
const lent: Filter = { kind: 'equals', field: 'status', values: ['NOT_AVAILABLE'] };
const cheap: Filter = { kind: 'range', field: 'price', bounds: { lte: '5' } };
const inEnglish: Filter = { kind: 'equals', field: 'language', values: ['en'] };
const lentClause = { terms: { status: ['NOT_AVAILABLE'] } };
const cheapClause = { range: { price: { lte: '5' } } };
const englishClause = { terms: { language: ['en'] } };

test('asks for one more than is shown, for a limited time, and for a true total', () => {
  expect(bodyOf({ limit: 10 })).toEqual({
    size: 11,
    timeout: '2s',
    track_total_hits: true,
    query: { bool: { filter: [] } },
    sort: [{ bookId: 'asc' }],
    aggs: {},
  });
});

test('scores by the text and only by the text', () => {
  const request = buildRequest({ text: 'emma' });
  const query = (spelling: 'typed' | 'similar') => ({
    bool: { must: [buildTextQuery(request.entity, 'emma', spelling)], filter: [lentClause] },
  });

  expect(bodyOf({ text: 'emma', filters: [lent] })).toMatchObject({ query: query('typed') });
  expect(bodyOf({ text: 'emma', filters: [lent] }, { spelling: 'similar' })).toMatchObject({ query: query('similar') });
});

test('finds ids by all of their parts', () => {
  const ids = [
    ['b1', 'u1'],
    ['b2', 'u2'],
  ];
  const both = (bookId: string, userId: string) => ({ bool: { filter: [{ term: { bookId } }, { term: { userId } }] } });

  expect(bodyOf({ entity: rental, ids })).toMatchObject({
    query: { bool: { filter: [{ bool: { should: [both('b1', 'u1'), both('b2', 'u2')], minimum_should_match: 1 } }] } },
  });
  expect(bodyOf({ ids: [] })).toMatchObject({ query: { bool: { filter: [{ bool: { should: [] } }] } } });
});

test('lets each facet count without its own filter and with those of the others', () => {
  expect(bodyOf({ filters: [lent, cheap, inEnglish], facets: ['status', 'price', 'authorId'] })).toMatchObject({
    query: { bool: { filter: [englishClause] } },
    post_filter: { bool: { filter: [lentClause, cheapClause] } },
    aggs: {
      facet0: {
        filter: { bool: { filter: [cheapClause] } },
        aggs: { within: { terms: { field: 'status', size: 50 } } },
      },
      facet1: { filter: { bool: { filter: [lentClause] } }, aggs: { within: { terms: { field: 'price', size: 50 } } } },
      together: {
        filter: { bool: { filter: [lentClause, cheapClause] } },
        aggs: { facet2: { terms: { field: 'authorId', size: 50 } } },
      },
    },
  });
});

test('keeps the condition of a route before all counts, whatever facets there are', () => {
  const within: Filter = { kind: 'equals', field: 'authorId', values: ['a'] };

  const body = bodyOf({ within, filters: [lent], facets: ['authorId'] });

  expect(body).toMatchObject({
    query: { bool: { filter: [{ terms: { authorId: ['a'] } }, lentClause] } },
    aggs: { facet0: { terms: { field: 'authorId', size: 50 } } },
  });
  expect(body).not.toHaveProperty('post_filter');
});

test('filters at once what no facet is about', () => {
  const body = bodyOf({ filters: [lent, cheap], facets: ['language'] });

  expect(body).toMatchObject({
    query: { bool: { filter: [lentClause, cheapClause] } },
    aggs: { facet0: { terms: { field: 'language', size: 50 } } },
  });
  expect(body).not.toHaveProperty('post_filter');
});

test('computes aggregates from exactly what is found, under no name of the caller', () => {
  const aggregates = { 'a>b[c]': { kind: 'avg', field: 'price' } } as const;

  expect(bodyOf({ aggregates, filters: [lent] })).toMatchObject({ aggs: { aggregate0: { avg: { field: 'price' } } } });
  expect(bodyOf({ aggregates, filters: [lent], facets: ['status'] })).toMatchObject({
    aggs: {
      facet0: { terms: { field: 'status', size: 50 } },
      together: { filter: { bool: { filter: [lentClause] } }, aggs: { aggregate0: { avg: { field: 'price' } } } },
    },
  });
});

test('goes on after a place, in a point in time that it keeps open', () => {
  expect(bodyOf({}, { pitId: 'p1', searchAfter: ['b1'] })).toMatchObject({
    pit: { id: 'p1', keep_alive: '1m' },
    search_after: ['b1'],
  });
});

test('counts to a place that no values tell', () => {
  expect(bodyOf({}, { from: 50 })).toMatchObject({ from: 50 });
  expect(bodyOf({})).not.toHaveProperty('from');
});

test('asks for highlights when they are wanted', () => {
  expect(bodyOf({ hasHighlights: true })).toMatchObject({ highlight: { pre_tags: ['#'] } });
});
