import { expect, test } from '@jest/globals';
import { shelf } from '../../../test/fixtures/shelf.ts';
import { countValues, divideFilters } from './build-facets.ts';
import { describeFields } from './describe-fields.ts';
import type { Filter } from './search-request.ts';

const keyword = { type: 'keyword' };
const properties = { label: { type: 'text', fields: { keyword, literal: keyword } }, shelfId: keyword };
const fields = describeFields({ ...shelf, definition: { settings: {}, mappings: { properties } } });

test('counts folded values with the spellings they are written in', () => {
  expect(countValues('label', 5, fields)).toEqual({
    terms: { field: 'label.keyword', size: 5 },
    aggs: { spellings: { terms: { field: 'label.literal', size: 20 } } },
  });
  expect(countValues('shelfId', 5, fields)).toEqual({ terms: { field: 'shelfId', size: 5 } });
});

test('holds back a filter only when all of it is about one facet', () => {
  const status: Filter = { kind: 'equals', field: 'status', values: ['A'] };
  const notStatus: Filter = { kind: 'not', filter: status };
  const mixed: Filter = { kind: 'or', filters: [status, { kind: 'exists', field: 'price' }] };

  const both: Filter = { kind: 'and', filters: [{ kind: 'and', filters: [status, mixed] }, notStatus] };

  expect(divideFilters({ filters: [both], facets: ['status'] })).toEqual(
    divideFilters({ filters: [status, mixed, notStatus], facets: ['status'] }),
  );
  expect(divideFilters({ filters: [status, notStatus, mixed], facets: ['status'] })).toEqual({
    query: [mixed],
    post: [
      { field: 'status', filter: status },
      { field: 'status', filter: notStatus },
    ],
  });
});
