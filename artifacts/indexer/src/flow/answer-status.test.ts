import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import type { RowCount } from '../core/to-status.ts';
import { measured as entity } from '../entities/registry.ts';
import { answerStatus } from './answer-status.ts';
import type { OpenSearchReply } from './send-request.ts';

const nowMs = Date.parse('2026-11-21T10:00:30Z');
const hits = { hits: [{ fields: { beatAt: ['2026-11-21T10:00:07Z'] } }] };
const found = replyOf(200, { timed_out: false, _shards: { total: 1, successful: 1, failed: 0 }, hits });
const none: RowCount = { count: 0, isAtLeast: false };
const answer = (reply: OpenSearchReply, rows: { parked: RowCount | undefined; jobs: RowCount | undefined }) =>
  answerStatus({
    entity,
    send: answerWith(reply).send,
    nowMs: () => nowMs,
    countParked: async () => rows.parked,
    countJobs: async () => rows.jobs,
  });

test('answers the lag and what waits', async () => {
  const parked = { count: 10_000, isAtLeast: true };

  expect(await answer(found, { parked, jobs: { count: 2, isAtLeast: false } })).toEqual({
    kind: 'found',
    response: {
      heartbeatAt: '2026-11-21T10:00:07Z',
      lagSeconds: 23,
      parkedKeys: 10_000,
      parkedIsAtLeast: true,
      jobs: 2,
      jobsIsAtLeast: false,
    },
  });
});

test.each([
  ['OpenSearch', noAnswer, none, none, 'TimeoutError'],
  ['the index of the heartbeats, which is being made anew,', replyOf(404, {}), none, none, 'search.index-missing'],
  ['the table of the parked keys', found, undefined, none, 'no count of rows'],
  ['the table of the jobs', found, none, undefined, 'no count of rows'],
])('is unavailable while %s does not answer', async (_, reply, parked, jobs, reason) => {
  expect(await answer(reply, { parked, jobs })).toMatchObject({
    kind: 'problem',
    problem: { type: '/problems/unavailable', status: 503 },
    reason,
  });
});

test('throws what a client cannot help', async () => {
  await expect(answer(replyOf(403, {}), { parked: none, jobs: none })).rejects.toMatchObject({
    code: 'search.forbidden',
  });
});
