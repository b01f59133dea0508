import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { describeFields } from './describe-fields.ts';

const fields = describeFields(book);

test.each([
  ['status', { kind: 'keyword', exact: 'status', literal: undefined }],
  ['price', { kind: 'number', exact: 'price', literal: undefined }],
  ['createdAt', { kind: 'date', exact: 'createdAt', literal: undefined }],
  ['title', { kind: 'text', exact: 'title.keyword', literal: undefined }],
  ['category', { kind: 'text', exact: 'category.keyword', literal: 'category.literal' }],
  ['tags', { kind: 'text', exact: 'tags.keyword', literal: 'tags.literal' }],
  ['authorName', { kind: 'text', exact: 'authorName.keyword', literal: 'authorName.literal' }],
  ['description', { kind: 'text', exact: undefined, literal: undefined }],
])('tells of %s how it can be compared', (name, described) => {
  expect(fields.get(name)).toEqual({ name, ...described });
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
