import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook, buildChange } from '../../test/fixtures/build-change.ts';
import { book } from '../entities/book.ts';
import type { Upsert } from './change.ts';
import { encodeDocumentId } from './encode-document-id.ts';
import type { Join } from './entity.ts';
import { hasSameFields, projectDocument, projectJoin } from './project-document.ts';

const [join] = book.joins as readonly [Join];
const of = (item: object, overrides: object = {}) => buildChange({ item, ...overrides } as never) as Upsert;

test('shows the listed fields in their order and nothing else', () => {
  const item = buildBook({ secret: { S: 'x' }, command: { S: 'AddBook' }, tags: { L: [] }, price: { N: '12.50' } });

  expect(projectDocument(of(item), {})).toBe(
    '{"bookId":"b1","title":"Emma","authorId":"a1","price":12.5,"tags":[],"version":10}',
  );
});

test('adds the joined fields', () => {
  expect(projectDocument(of({ bookId: { S: 'b1' } }), { authorName: '"Jane \\"A\\""' })).toBe(
    '{"bookId":"b1","authorName":"Jane \\"A\\""}',
  );
});

test('keeps empty text and null', () => {
  expect(projectDocument(of({ title: { S: '' }, category: { NULL: true } }), {})).toBe('{"title":"","category":null}');
});

test('finds nothing in what every object inherits', () => {
  expect(projectDocument(of({}, { entity: { ...book, fields: ['constructor', 'toString'] } }), {})).toBe('{}');
});

test('adds the key where the document id does not tell it', () => {
  const key = { id: { S: 'x'.repeat(600) } };
  const change = of({ title: { S: 'Emma' } }, { key, documentId: String(encodeDocumentId(key)) });

  expect(projectDocument(change, {})).toBe(`{"title":"Emma","_key":${JSON.stringify(key)}}`);
});

test('names the field that is malformed', () => {
  expect(projectDocument(of({ title: { S: 7 } }), {})).toEqual({
    malformed: 'In `title`: Expected text, got number.',
  });
});

test('takes from the joined item what the join lists, and nothing from an absent one', () => {
  expect(projectJoin(join, buildAuthor())).toEqual({ authorName: '"Jane Austen"' });
  expect(projectJoin(join, { id: { S: 'Author:a1' } })).toEqual({});
  expect(projectJoin(join, undefined)).toEqual({});
  expect(projectJoin(join, { name: { S: 7 } } as never)).toEqual({
    malformed: 'In `authorName`: Expected text, got number.',
  });
});

test('tells the same fields from others', () => {
  expect(hasSameFields({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true);
  expect(hasSameFields({ a: '1' }, { a: '2' })).toBe(false);
  expect(hasSameFields({ a: '1' }, { a: '1', b: '2' })).toBe(false);
  expect(hasSameFields({ a: '1' }, { b: '1' })).toBe(false);
});
