import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { measured as entity } from '../entities/registry.ts';
import { findHeartbeat } from './find-heartbeat.ts';
import type { OpenSearchReply } from './send-request.ts';

const answerOf = (hits: readonly object[], change: object = {}) =>
  replyOf(200, { timed_out: false, _shards: { total: 2, successful: 2, failed: 0 }, hits: { hits }, ...change });
const find = (reply: OpenSearchReply) =>
  findHeartbeat({ entity, send: answerWith(reply).send, nowMs: () => 1_000_000 });

test('answers the newest by the time it names, from a search of the read alias', async () => {
  const server = answerWith(answerOf([{ fields: { beatAt: ['2026-11-21T10:00:07Z'] } }]));

  expect(await findHeartbeat({ entity, send: server.send, nowMs: () => 1_000_000 })).toEqual({
    kind: 'found',
    heartbeatAt: '2026-11-21T10:00:07Z',
  });
  expect(server.requests).toMatchObject([{ method: 'POST', path: '/heartbeats/_search' }]);
});

test('passes over heartbeats from the future, which would hide a lag until then', async () => {
  const server = answerWith(answerOf([]));

  await findHeartbeat({ entity, send: server.send, nowMs: () => 1_000_000 });

  const { query } = JSON.parse(server.requests[0]?.body ?? '') as { query: unknown };
  expect(query).toEqual({ range: { beatAt: { lte: 1_300_000, format: 'epoch_millis' } } });
});

test.each([{ hits: [] }, { hits: [{}] }, { hits: [{ fields: { beatAt: [null] } }] }])(
  'finds none in %j',
  async ({ hits }) => {
    expect(await find(answerOf(hits))).toEqual({ kind: 'found', heartbeatAt: undefined });
  },
);

test.each([
  ['does not answer', noAnswer, 'TimeoutError'],
  ['is overloaded', replyOf(429, {}), '429'],
  ['is down', replyOf(503, 'text'), '503'],
  ['has looked at a part', answerOf([], { _shards: { total: 2, successful: 1, failed: 1 } }), 'partial answer'],
  ['has no copy of a shard', answerOf([], { _shards: { total: 2, successful: 1, failed: 0 } }), 'partial answer'],
  ['has run out of time', answerOf([], { timed_out: true }), 'partial answer'],
  ['answers half of it', replyOf(200, '{"timed_out": false, "_shards"'), 'partial answer'],
  ['answers something else', replyOf(200, {}), 'partial answer'],
])('knows nothing while OpenSearch %s', async (_, reply, reason) => {
  expect(await find(reply)).toEqual({ kind: 'unavailable', code: 'search.unavailable', reason });
});

test.each([
  [403, 'search.forbidden'],
  [404, 'search.index-missing'],
  [400, 'search.request-refused'],
])('throws what no retry can help (%i)', async (status, code) => {
  await expect(find(replyOf(status, {}))).rejects.toMatchObject({ code });
});
