import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { describeFields, toExact } from './describe-fields.ts';

const fields = describeFields(book);
const plain = { literal: undefined, isFolded: false, analyzer: undefined };
const folded = { kind: 'text', isFolded: true };

test.each([
  ['status', { kind: 'keyword', exact: 'status' }],
  ['price', { kind: 'number', exact: 'price' }],
  ['createdAt', { kind: 'date', exact: 'createdAt' }],
  ['title', { ...folded, exact: 'title.keyword' }],
  ['category', { ...folded, exact: 'category.keyword', literal: 'category.literal' }],
  ['tags', { ...folded, exact: 'tags.keyword', literal: 'tags.literal' }],
  ['authorName', { ...folded, exact: 'authorName.keyword', literal: 'authorName.literal' }],
  ['isbn', { kind: 'text', exact: 'isbn.keyword', analyzer: 'isbn' }],
  ['description', { kind: 'text', exact: undefined }],
])('tells of %s how it can be compared', (name, described) => {
  expect(fields.get(name)).toEqual({ name, ...plain, ...described });
});

test('names the field of the mapping with exact values', () => {
  expect(toExact('title', fields)).toBe('title.keyword');
  expect(toExact('status', fields)).toBe('status');
  expect(toExact('unknown', fields)).toBe('unknown');
});

test('knows the fields of the mapping and no others', () => {
  expect([...fields.keys()]).toEqual(Object.keys(book.definition.mappings.properties as object));
  expect(fields.get('constructor')).toBeUndefined();
});

test('leaves out types that nothing can be compared with, and needs no mapping', () => {
  const properties = { place: { type: 'geo_point' }, bookId: { type: 'keyword' } };

  expect([...describeFields({ ...book, definition: { settings: {}, mappings: { properties } } }).keys()]).toEqual([
    'bookId',
  ]);
  expect(describeFields({ ...book, definition: { settings: {}, mappings: {} } }).size).toBe(0);
});
