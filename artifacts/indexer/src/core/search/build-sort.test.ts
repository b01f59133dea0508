import { expect, test } from '@jest/globals';
import { buildRequest } from '../../../test/fixtures/build-request.ts';
import { rental } from '../../entities/rental.ts';
import { buildSort, isByRelevance } from './build-sort.ts';
import { describeFields } from './describe-fields.ts';
import type { SearchRequest } from './search-request.ts';

const sortOf = (overrides: Partial<SearchRequest>): readonly object[] => {
  const request = buildRequest(overrides);
  return buildSort(request, describeFields(request.entity));
};

test('sorts words by relevance and all else by id', () => {
  expect(sortOf({ text: 'emma' })).toEqual([{ _score: 'desc' }, { bookId: 'asc' }]);
  expect(sortOf({})).toEqual([{ bookId: 'asc' }]);
});

test('tells which orders are by relevance', () => {
  expect([buildRequest({ text: 'emma' }), buildRequest()].map(isByRelevance)).toEqual([true, false]);
  expect(isByRelevance(buildRequest({ text: 'emma', sort: [{ field: 'price', order: 'asc' }] }))).toBe(false);
});

test('sorts as told, by exact values, what is missing last and the id to tell equals apart', () => {
  const sort = [
    { field: 'price', order: 'desc' },
    { field: 'title', order: 'asc' },
  ] as const;

  expect(sortOf({ text: 'emma', sort })).toEqual([
    { price: { order: 'desc', missing: '_last' } },
    { 'title.keyword': { order: 'asc', missing: '_last' } },
    { bookId: 'asc' },
  ]);
});

test('adds only those parts of the id that the sort does not name', () => {
  expect(sortOf({ entity: rental, sort: [{ field: 'userId', order: 'desc' }] })).toEqual([
    { userId: { order: 'desc', missing: '_last' } },
    { bookId: 'asc' },
  ]);
});
