import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { measured as entity } from '../entities/registry.ts';
import { awaitHeartbeat } from './await-heartbeat.ts';
import type { OpenSearchReply } from './send-request.ts';

const since = '2026-11-21T10:00:30.500Z';
const sinceMs = Date.parse(since);
const heartbeatOf = (...at: readonly string[]) =>
  replyOf(200, {
    timed_out: false,
    _shards: { total: 1, successful: 1, failed: 0 },
    hits: { hits: at.map((one) => ({ fields: { beatAt: [one] } })) },
  });
const old = heartbeatOf('2026-11-21T10:00:07Z');

/** Waits in a time of its own; gives back how long, in seconds. */
async function wait(replies: readonly OpenSearchReply[], { seconds = 180, limitMs = 240_000 } = {}): Promise<number> {
  let nowMs = sinceMs;
  await awaitHeartbeat(
    { since, seconds },
    {
      entity,
      send: answerWith(...replies).send,
      nowMs: () => nowMs,
      remainingMs: () => sinceMs + limitMs - nowMs,
      wait: async (ms) => {
        nowMs += ms;
      },
    },
  );
  return (nowMs - sinceMs) / 1_000;
}

test('waits until a search finds one that was due after the start', async () => {
  expect(await wait([old, old, heartbeatOf(), noAnswer, heartbeatOf('2026-11-21T10:01:07Z')])).toBe(4);
});

test.each(['2026-11-21T10:00:30Z', '2026-11-21T10:00:00Z'])(
  'takes none for new that may have been written before: one due at %s',
  async (at) => {
    await expect(wait([heartbeatOf(at)])).rejects.toMatchObject({ code: 'measure.heartbeat-late' });
  },
);

test.each([
  [[old], 180, 240_000, 'within 180 s, got 2026-11-21T10:00:07Z'],
  [[heartbeatOf()], 180, 240_000, 'within 180 s, got none at all'],
  [[noAnswer], 180, 240_000, 'within 180 s, got no answer (TimeoutError)'],
  // As long as the invocation lasts, but for the end of it.
  [[old], 180, 60_000, 'within 55 s, got 2026-11-21T10:00:07Z'],
])('names what it expected and what it got: %#', async (replies, seconds, limitMs, said) => {
  await expect(wait(replies, { seconds, limitMs })).rejects.toMatchObject({
    code: 'measure.heartbeat-late',
    message: expect.stringContaining(`a heartbeat written after ${since} ${said}.`),
  });
});

test('waits for nothing where a role is missing', async () => {
  await expect(wait([replyOf(403, {})])).rejects.toMatchObject({ code: 'search.forbidden' });
});
