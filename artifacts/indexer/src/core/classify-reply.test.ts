import { expect, test } from '@jest/globals';
import { buildOperation } from '../../test/fixtures/build-change.ts';
import { classifyReply, type ReplyVerdict } from './classify-reply.ts';
import type { BulkAction } from './to-bulk-body.ts';

const index = 'books-v1';
const place = { _index: index, _id: 'S:Book:b1' };
const write: BulkAction = { operation: buildOperation(), index };
const remove: BulkAction = { operation: buildOperation({ document: undefined }), index };

const classify = (action: BulkAction, item: unknown): ReplyVerdict | undefined =>
  classifyReply([action], { kind: 'reply', status: 200, body: { items: [item] } })[0];
const conflict = { status: 409, error: { type: 'version_conflict_engine_exception' } };

test.each<[string, BulkAction, object, ReplyVerdict]>([
  ['a write', write, { index: { ...place, status: 200 } }, { kind: 'applied' }],
  ['a first write', write, { index: { ...place, status: 201 } }, { kind: 'applied' }],
  ['a delete', remove, { delete: { ...place, status: 200, result: 'deleted' } }, { kind: 'applied' }],
  [
    'a delete of an absent document',
    remove,
    { delete: { ...place, status: 404, result: 'not_found' } },
    { kind: 'applied' },
  ],
  [
    'a closed index',
    write,
    { index: { ...place, status: 400, error: { type: 'index_closed_exception' } } },
    { kind: 'retry', reason: '400 index_closed_exception' },
  ],
  ['a conflict of versions', write, { index: { ...place, ...conflict } }, { kind: 'conflict' }],
  [
    'another conflict',
    write,
    { index: { ...place, status: 409, error: { type: 'x' } } },
    { kind: 'retry', reason: '409 x' },
  ],
  [
    'a refused document',
    write,
    { index: { ...place, status: 400, error: { type: 'mapper_parsing_exception' } } },
    { kind: 'refused', reason: '400 mapper_parsing_exception' },
  ],
  [
    'throttling',
    write,
    { index: { ...place, status: 429, error: { type: 'rejected' } } },
    { kind: 'retry', reason: '429 rejected' },
  ],
  [
    'a failing shard',
    write,
    { index: { ...place, status: 503, error: { type: 'unavailable_shards_exception' } } },
    { kind: 'retry', reason: '503 unavailable_shards_exception' },
  ],
  [
    'a full disk',
    write,
    { index: { ...place, status: 403, error: { type: 'cluster_block_exception' } } },
    { kind: 'retry', reason: '403 cluster_block_exception' },
  ],
  ['a status nobody knows', write, { index: { ...place, status: 302 } }, { kind: 'retry', reason: '302' }],
  [
    'success with an error',
    write,
    { index: { ...place, status: 200, error: {} } },
    { kind: 'retry', reason: '200 unknown error' },
  ],
  [
    'a write that found nothing',
    write,
    { index: { ...place, status: 404, result: 'not_found' } },
    { kind: 'retry', reason: '404' },
  ],
  [
    'a missing right',
    write,
    { index: { ...place, status: 403, error: { type: 'security_exception' } } },
    { kind: 'fatal', code: 'search.forbidden', reason: '403 security_exception' },
  ],
  [
    'a missing login',
    write,
    { index: { ...place, status: 401 } },
    { kind: 'fatal', code: 'search.forbidden', reason: '401' },
  ],
  [
    'a missing index',
    remove,
    { delete: { ...place, status: 404, error: { type: 'index_not_found_exception' } } },
    { kind: 'fatal', code: 'search.index-missing', reason: '404 index_not_found_exception' },
  ],
])('classifies %s', (_, action, item, verdict) => {
  expect(classify(action, item)).toEqual(verdict);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['another action', { delete: { ...place, status: 200 } }],
  ['another document', { index: { ...place, _id: 'S:Book:b2', status: 200 } }],
  ['another index', { index: { ...place, _index: 'books-v2', status: 200 } }],
  ['no status', { index: place }],
  ['a status as text', { index: { ...place, status: '200' } }],
])('does not count an action as done that is answered by %s', (_, item) => {
  expect(classify(write, item)).toEqual({ kind: 'retry', reason: 'reply item missing' });
});

test('gives every action a verdict when the answer is too short', () => {
  const body = { items: [{ index: { ...place, status: 200 } }] };

  expect(classifyReply([write, remove], { kind: 'reply', status: 200, body })).toEqual([
    { kind: 'applied' },
    { kind: 'retry', reason: 'reply item missing' },
  ]);
});

test.each<[number, unknown, ReplyVerdict]>([
  [200, undefined, { kind: 'retry', reason: 'reply without items' }],
  [200, { errors: false }, { kind: 'retry', reason: 'reply without items' }],
  [413, undefined, { kind: 'refused', reason: '413' }],
  [429, { error: { type: 'rejected' } }, { kind: 'retry', reason: '429 rejected' }],
  [503, 'text', { kind: 'retry', reason: '503' }],
  [301, undefined, { kind: 'retry', reason: '301' }],
  [400, { error: { type: 'x' } }, { kind: 'fatal', code: 'search.request-refused', reason: '400 x' }],
  [401, undefined, { kind: 'fatal', code: 'search.forbidden', reason: '401' }],
  [
    403,
    { error: { type: 'security_exception' } },
    { kind: 'fatal', code: 'search.forbidden', reason: '403 security_exception' },
  ],
  [403, { error: { type: 'cluster_block_exception' } }, { kind: 'retry', reason: '403 cluster_block_exception' }],
  [404, undefined, { kind: 'fatal', code: 'search.index-missing', reason: '404' }],
])('classifies a request answered by %i %j', (status, body, verdict) => {
  expect(classifyReply([write], { kind: 'reply', status, body })).toEqual([verdict]);
});

test('retries every action of a request that was not answered', () => {
  expect(classifyReply([write, remove], { kind: 'none', reason: 'TimeoutError' })).toEqual([
    { kind: 'retry', reason: 'TimeoutError' },
    { kind: 'retry', reason: 'TimeoutError' },
  ]);
});
