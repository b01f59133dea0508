import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook } from '../../test/fixtures/build-change.ts';
import { buildRecord } from '../../test/fixtures/build-record.ts';
import { author } from '../entities/author.ts';
import { book } from '../entities/book.ts';
import { entities } from '../entities/registry.ts';
import { isMalformed } from './attribute-value.ts';
import type { Change } from './change.ts';
import { parseRecord } from './parse-record.ts';

const changesOf = (record: unknown): readonly Change[] => {
  const changes = parseRecord(record, entities);
  if (isMalformed(changes)) throw new Error(changes.malformed);
  return changes;
};
const [v10, v11] = [{ version: { N: '10' } }, { version: { N: '11' } }];

test('makes an upsert of a new item', () => {
  expect(changesOf(buildRecord({ after: buildBook() }))).toEqual([
    {
      kind: 'upsert',
      entity: book,
      key: { id: { S: 'Book:b1' } },
      documentId: 'S:Book:b1',
      version: 10n,
      item: buildBook(),
      isForeign: false,
      isUnordered: false,
      source: 'stream',
      readAtMs: undefined,
      reaches: [],
    },
  ]);
});

test('makes a delete, one version after the last, of an item that is gone', () => {
  expect(changesOf(buildRecord({ before: buildBook(), after: undefined }))).toMatchObject([
    { kind: 'delete', version: 11n, item: buildBook(), isForeign: false },
  ]);
});

test('skips an item that no entity claims', () => {
  expect(changesOf(buildRecord({ after: { id: { S: 'Other:1' }, type: { S: 'Other' } } }))).toEqual([]);
  expect(changesOf(buildRecord({ after: { id: { S: 'Book:1' } } }))).toEqual([]);
});

test.each([
  ['of a new item without a version', { after: buildBook({ version: { S: 'x' } }) }, true],
  ['that leaves the version', { before: buildBook(v10), after: buildBook(v10) }, true],
  ['that lowers the version', { before: buildBook(v11), after: buildBook(v10) }, true],
  [
    'that removes an item without a version',
    { before: buildBook({ version: { NULL: true } }), after: undefined },
    true,
  ],
  ['that raises the version', { before: buildBook(v10), after: buildBook(v11) }, false],
  ['that brings the first version', { before: buildBook({ version: { NULL: true } }), after: buildBook(v10) }, false],
])('tells whether a write %s is foreign', (_, images, isForeign) => {
  expect(changesOf(buildRecord(images))).toMatchObject([{ isForeign, isUnordered: isForeign }]);
});

test('counts a missing version as 0, and its delete as 1', () => {
  const unversioned = buildBook({ version: { NULL: true } });

  expect(changesOf(buildRecord({ after: unversioned }))).toMatchObject([{ version: 0n }]);
  expect(changesOf(buildRecord({ before: unversioned, after: undefined }))).toMatchObject([{ version: 1n }]);
});

test('takes the document from the former entity when an item becomes another one', () => {
  const after = buildAuthor({ id: { S: 'Book:b1' }, version: { N: '11' } });

  expect(changesOf(buildRecord({ before: buildBook(), after }))).toMatchObject([
    { kind: 'delete', entity: book, isForeign: false, isUnordered: true },
    { kind: 'upsert', entity: author },
  ]);
  expect(changesOf(buildRecord({ before: buildBook(), after: { id: { S: 'Book:b1' } } }))).toMatchObject([
    { kind: 'delete', entity: book },
  ]);
});

test('names the documents that show what has changed', () => {
  const [join] = book.joins;
  const renamed = buildRecord({
    before: buildAuthor(),
    after: buildAuthor({ name: { S: 'J. A.' }, version: { N: '6' } }),
  });

  expect(changesOf(renamed)).toMatchObject([{ reaches: [{ entity: book, join, value: 'a1', isUnordered: false }] }]);
});

test.each([
  ['no record', null, 'Expected `dynamodb.Keys` to be an object, got none.'],
  ['text', 'x', 'Expected `dynamodb.Keys` to be an object, got none.'],
  ['no key', buildRecord({ key: undefined }), 'Expected `dynamodb.Keys` to be an object, got none.'],
  ['a list as key', buildRecord({ key: [] }), 'Expected `dynamodb.Keys` to be an object, got none.'],
  [
    'an unusable key',
    buildRecord({ key: { id: { S: '' } } }),
    'Expected key attribute `id` to be a string, a number or binary.',
  ],
])('gives the reason when there is %s', (_, record, malformed) => {
  expect(parseRecord(record, entities)).toEqual({ malformed });
});

test.each([
  ['an unknown event', buildRecord({ eventName: 'TRUNCATE' })],
  ['no new image', buildRecord({ eventName: 'MODIFY', before: buildBook(), after: undefined })],
  ['no old image', buildRecord({ eventName: 'REMOVE' })],
])('asks the table, for every entity, what a record with %s has changed', (_, record) => {
  const changes = changesOf(record);

  expect(changes.map(({ entity }) => entity)).toEqual(entities);
  for (const change of changes)
    expect(change).toMatchObject({ kind: 'delete', documentId: 'S:Book:b1', item: undefined, source: 'table' });
});

test('takes what a record with unreadable images has changed for unordered, and so all that shows it', () => {
  const changes = changesOf(buildRecord({ eventName: 'TRUNCATE', after: buildAuthor() }));

  for (const change of changes) expect(change).toMatchObject({ isForeign: false, isUnordered: true });
  expect(changes.flatMap(({ reaches }) => reaches)).toMatchObject([{ value: 'a1', isUnordered: true }]);
});

test('marks a book that has another author as unordered, not as foreign', () => {
  const after = buildBook({ authorId: { S: 'a2' }, version: { N: '11' } });

  expect(changesOf(buildRecord({ before: buildBook(), after }))).toMatchObject([
    { isForeign: false, isUnordered: true },
  ]);
});
