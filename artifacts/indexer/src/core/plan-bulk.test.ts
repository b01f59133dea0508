import { expect, test } from '@jest/globals';
import {
  buildAuthor,
  buildAuthorChange,
  buildBook,
  buildChange,
  buildReads,
} from '../../test/fixtures/build-change.ts';
import { book } from '../entities/book.ts';
import { findJoined, planBulk } from './plan-bulk.ts';

test('writes a document under the sum of the versions it is built from', () => {
  const change = buildChange();

  const { operations } = planBulk([change], buildReads());

  expect(operations).toEqual([
    {
      change,
      externalVersion: 15n,
      document: '{"bookId":"b1","title":"Emma","authorId":"a1","version":10,"authorName":"Jane Austen"}',
      joined: { authorName: '"Jane Austen"' },
      basis: '10+5',
    },
  ]);
});

test('counts an absent joined item as the time of the read, and leaves its fields out', () => {
  const { operations } = planBulk([buildChange()], new Map([['S:Author:a1', { item: undefined, readAtMs: 1_000 }]]));

  expect(operations).toMatchObject([
    {
      externalVersion: 1_000_010n,
      document: '{"bookId":"b1","title":"Emma","authorId":"a1","version":10}',
      basis: '10+absent',
    },
  ]);
});

test('counts a joined item without a version as 0', () => {
  const { operations } = planBulk([buildChange()], buildReads(buildAuthor({ version: { NULL: true } })));

  expect(operations).toMatchObject([{ externalVersion: 10n, basis: '10+0' }]);
});

test('adds the joined versions to a delete, too', () => {
  const { operations } = planBulk([buildChange({ kind: 'delete', version: 11n })], buildReads());

  expect(operations).toMatchObject([{ externalVersion: 16n, document: undefined }]);
});

test('plans the delete of an item that was found absent', () => {
  const { operations } = planBulk([buildChange({ kind: 'delete', version: 1_000n, item: undefined })], new Map());

  expect(operations).toMatchObject([{ externalVersion: 1_000n, basis: 'gone', document: undefined }]);
});

test('keeps the order of the changes', () => {
  const changes = [buildChange(), buildAuthorChange()];

  expect(planBulk(changes, buildReads()).operations.map(({ change }) => change)).toEqual(changes);
});

test('tells what was not read from what cannot become a document', () => {
  const unread = buildChange();
  const refused = buildAuthorChange({ item: { name: { S: 7 } } as never });
  const refusedJoin = buildChange();

  expect(planBulk([unread, refused], new Map())).toEqual({
    operations: [],
    refused: [{ change: refused, reason: 'In `name`: Expected text, got number.' }],
    unread: [unread],
  });
  expect(planBulk([refusedJoin], buildReads({ name: { S: 7 } } as never)).refused).toEqual([
    { change: refusedJoin, reason: 'In `authorName`: Expected text, got number.' },
  ]);
});

test('joins nothing to an item that refers to nothing', () => {
  const { operations } = planBulk([buildChange({ item: buildBook({ authorId: { NULL: true } }) })], new Map());

  expect(operations).toMatchObject([{ externalVersion: 10n, joined: {} }]);
});

test('finds the joined items of an item', () => {
  expect(findJoined(book, buildBook())).toEqual([{ id: 'S:Author:a1', key: { id: { S: 'Author:a1' } } }]);
  expect(findJoined(book, buildBook({ authorId: { S: 'x'.repeat(3_000) } }))).toEqual([undefined]);
  expect(findJoined(book, undefined)).toEqual([undefined]);
  const [join] = book.joins;
  const odd = { ...book, joins: [{ ...join, toKey: () => ({ id: { S: '' } }) }] } as typeof book;
  expect(findJoined(odd, buildBook())).toEqual([undefined]);
});
