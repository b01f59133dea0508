import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { parseJson, toRecord } from '../exact-json.ts';
import { buildAggregate, readAggregate } from './build-aggregates.ts';
import { describeFields } from './describe-fields.ts';

const fields = describeFields(book);

test.each(['avg', 'min', 'max', 'sum', 'cardinality'] as const)('asks for %s of exact values', (kind) => {
  expect(buildAggregate({ kind, field: 'price' }, fields)).toEqual({ [kind]: { field: 'price' } });
  expect(buildAggregate({ kind, field: 'title' }, fields)).toEqual({ [kind]: { field: 'title.keyword' } });
});

test('asks for as many values as are wanted', () => {
  expect(buildAggregate({ kind: 'terms', field: 'status', size: 3 }, fields)).toEqual({
    terms: { field: 'status', size: 3 },
  });
});

test('reads a number, or that there is none', () => {
  expect(readAggregate({ kind: 'avg', field: 'price' }, toRecord(parseJson('{"value":2.5}')))).toEqual({ value: 2.5 });
  expect(readAggregate({ kind: 'avg', field: 'price' }, { value: null })).toEqual({});
});

test('reads buckets', () => {
  const answer = toRecord(parseJson('{"buckets":[{"key":"EUR","doc_count":2}]}'));

  expect(readAggregate({ kind: 'terms', field: 'currency', size: 1 }, answer)).toEqual({
    buckets: [{ value: 'EUR', count: 2 }],
  });
});
