import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import type { Join } from '../core/entity.ts';
import { book } from '../entities/book.ts';
import { scanReached } from './scan-reached.ts';
import type { OpenSearchReply, SendRequest } from './send-request.ts';

const [join] = book.joins as readonly [Join];
const scan = { entity: book, join, values: ['a1', 'a2'], index: 'books-v1' };
const shards = { total: 1, failed: 0 };
const page = (...ids: readonly string[]) => ({
  _scroll_id: 'scroll',
  timed_out: false,
  _shards: shards,
  hits: { hits: ids.map((_id) => ({ _id, _version: 15, _source: { authorId: 'a1', authorName: 'Jane' } })) },
});
const refreshed = { _shards: shards };

const read = async (send: SendRequest): Promise<readonly unknown[]> => {
  const pages: unknown[] = [];
  for await (const found of scanReached(scan, send)) pages.push(found);
  return pages;
};
const found = (documentId: string) => ({
  documentId,
  value: 'a1',
  externalVersion: 15n,
  joined: { authorName: '"Jane"' },
});

test('refreshes, pages through all documents of the values, and gives the snapshot back', async () => {
  const server = answerWith(refreshed, page('S:Book:1', 'S:Book:2'), page('S:Book:3'), page());

  expect(await read(server.send)).toEqual([[found('S:Book:1'), found('S:Book:2')], [found('S:Book:3')]]);
  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /books-v1/_refresh',
    'POST /books-v1/_search',
    'POST /_search/scroll',
    'POST /_search/scroll',
    'DELETE /_search/scroll',
  ]);
  expect(JSON.parse(server.requests[1]?.body ?? '')).toEqual({
    size: 500,
    sort: ['_doc'],
    version: true,
    _source: ['authorId', 'authorName'],
    query: { bool: { filter: { terms: { authorId: ['a1', 'a2'] } } } },
  });
});

test('gives the snapshot back when nobody wants further pages', async () => {
  const server = answerWith(refreshed, page('S:Book:1'));
  for await (const _ of scanReached(scan, server.send)) break;

  expect(server.requests.at(-1)).toMatchObject({ method: 'DELETE', path: '/_search/scroll' });
});

test.each<[string, readonly (OpenSearchReply | object)[]]>([
  ['a refresh without an answer', [noAnswer]],
  ['a refresh of some shards', [{ _shards: { total: 2, failed: 1 } }]],
  ['a refused refresh', [replyOf(429, {})]],
  ['a search without an answer', [refreshed, noAnswer]],
  ['a search of some shards', [refreshed, { ...page('S:Book:1'), _shards: { total: 2, failed: 1 } }]],
  ['a search that timed out', [refreshed, { ...page('S:Book:1'), timed_out: true }]],
  ['a search without hits', [refreshed, { ...page(), hits: {} }]],
  ['a search without a snapshot', [refreshed, { ...page(), _scroll_id: undefined }]],
  ['half an answer', [refreshed, replyOf(200, '{"hits":')]],
])('fails after %s', async (_, replies) => {
  expect(await read(answerWith(...replies).send)).toEqual(['failed']);
});

test('fails when the snapshot is lost between two pages', async () => {
  const server = answerWith(
    refreshed,
    page('S:Book:1'),
    replyOf(404, { error: { type: 'search_context_missing_exception' } }),
  );

  expect(await read(server.send)).toEqual([[found('S:Book:1')], 'failed']);
});

test('throws when the index is missing', async () => {
  await expect(read(answerWith(replyOf(404, {})).send)).rejects.toMatchObject({ code: 'search.index-missing' });
});
