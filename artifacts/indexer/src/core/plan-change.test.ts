import { expect, test } from '@jest/globals';
import {
  buildAuthor,
  buildAuthorChange,
  buildBook,
  buildChange,
  buildReads,
} from '../../test/fixtures/build-change.ts';
import { type Operation, planChange } from './plan-change.ts';

const planOne = (...parameters: Parameters<typeof planChange>): Operation => {
  const plan = planChange(...parameters);
  if (plan.kind !== 'operation') throw new Error(plan.kind);
  return plan.operation;
};

test('writes a document under the sum of the versions it is built from', () => {
  const change = buildChange();

  expect(planOne(change, buildReads())).toEqual({
    change,
    externalVersion: 15n,
    readVersion: 0n,
    document: '{"bookId":"b1","title":"Emma","authorId":"a1","version":10,"authorName":"Jane Austen"}',
    joined: { authorName: '"Jane Austen"' },
    basis: '10+5',
  });
});

test('counts an absent joined item as the time of the read, and leaves its fields out', () => {
  const reads = new Map([['S:Author:a1', { item: undefined, readAtMs: 1_000 }]]);

  expect(planOne(buildChange(), reads)).toMatchObject({
    externalVersion: 1_000_010n,
    document: '{"bookId":"b1","title":"Emma","authorId":"a1","version":10}',
    basis: '10+absent',
  });
});

test('counts a joined item without a version as the time of the read', () => {
  const reads = buildReads(buildAuthor({ version: { NULL: true } }));

  expect(planOne(buildChange(), reads)).toMatchObject({ externalVersion: 1_000_010n, basis: '10+foreign' });
});

test('adds the joined versions to a delete, too', () => {
  const change = buildChange({ kind: 'delete', version: 11n });

  expect(planOne(change, buildReads())).toMatchObject({ externalVersion: 16n, document: undefined });
});

test('plans the delete of an item that was found absent', () => {
  const change = buildChange({ kind: 'delete', version: 1_000n, item: undefined });

  expect(planOne(change, new Map())).toMatchObject({ externalVersion: 1_000n, basis: 'gone', document: undefined });
});

test('orders what versions do not by the time of the read, above any sum of what was there before', () => {
  const change = buildChange({ isUnordered: true, source: 'table', readAtMs: 1_000 });

  expect(planOne(change, buildReads())).toMatchObject({ externalVersion: 2_000_000n, readVersion: 2_000_000n });
  expect(planOne({ ...change, isUnordered: false }, buildReads())).toMatchObject({
    externalVersion: 15n,
    readVersion: 2_000_000n,
  });
});

test('tells what was not read from what cannot become a document', () => {
  const refused = buildAuthorChange({ item: { name: { S: 7 } } as never });

  expect(planChange(buildChange(), new Map())).toEqual({ kind: 'unread' });
  expect(planChange(refused, new Map())).toEqual({
    kind: 'refused',
    reason: 'In `name`: Expected text, got number.',
  });
  expect(planChange(buildChange(), buildReads({ name: { S: 7 } } as never))).toEqual({
    kind: 'refused',
    reason: 'In `authorName`: Expected text, got number.',
  });
});

test('joins nothing to an item that refers to nothing', () => {
  const change = buildChange({ item: buildBook({ authorId: { NULL: true } }) });

  expect(planOne(change, new Map())).toMatchObject({ externalVersion: 10n, joined: {} });
});
