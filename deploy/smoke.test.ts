import { expect, test } from '@jest/globals';
import { writeLive } from './fixtures/write-live.ts';
import { readEnv } from './read-env.ts';
import { smoke } from './smoke.ts';

const dev = await readEnv('dev', writeLive({ dev: {} }));

function answering(payload: string, isError = false) {
  const asked: unknown[] = [];
  const invoke = async (...args: readonly unknown[]) => {
    asked.push(args);
    return { payload, isError };
  };
  return { asked, invoke };
}

test('waits for a heartbeat and says how far the index is behind', async () => {
  const { asked, invoke } = answering('{"lagSeconds":31,"parkedKeys":1000,"parkedIsAtLeast":true,"jobs":2}');

  const { isCaughtUp, text } = await smoke(dev, { invoke });

  expect(asked).toEqual([['millrace-dev-measure', { awaitHeartbeatSeconds: 180 }]]);
  expect(isCaughtUp).toBe(true);
  expect(text).toBe('dev: the index is 31 s behind the table; parked keys: at least 1000, jobs: 2');
});

test.each([
  ['the function fails', '{"errorType":"measure.heartbeat-late","errorMessage":"none came"}', true, 'none came'],
  ['the answer is none', 'null', false, 'no measurement'],
  ['the lag is not known', '{"lagSeconds":null}', false, 'no measurement'],
])('is not content when %s', async (_, payload, isError, message) => {
  const { isCaughtUp, text } = await smoke(dev, answering(payload, isError));

  expect(isCaughtUp).toBe(false);
  expect(text).toContain(message);
});
