import { afterEach, expect, test } from '@jest/globals';
import { createRig, idle, numbersIn, stopAll, until } from './fixtures/create-rig.ts';
import { openMemoryCheckpoint } from './fixtures/memory-checkpoint.ts';
import { streamArn, toSequenceNumber } from './fixtures/pending-records.ts';
import { StreamError } from './stream-error.ts';

afterEach(stopAll);

test('holds up no other shard while one fails', async () => {
  const { stream, invoked, start } = createRig();
  stream.open('bad');
  stream.write('bad', 1);
  stream.open('good');
  stream.write('good', 3);
  const mapping = start({
    invoke: async (event) => {
      if (numbersIn(event).includes(1)) throw new Error('no');
      invoked.push(numbersIn(event));
    },
  });

  await until(() => invoked.length === 1);
  const { shards } = mapping.status();
  await mapping.stop(1_000);

  expect(invoked).toEqual([[2, 3, 4]]);
  expect(shards.find(({ shardId }) => shardId === 'bad')).toMatchObject({ state: 'retrying', lastError: 'no' });
});

test('outlives a server that goes away, says so once, and misses nothing', async () => {
  const { stream, invoked, lines, clock, start } = createRig();
  stream.open('one');
  stream.write('one', 1);
  const mapping = start();
  await until(() => mapping.status().caughtUp);

  stream.failNext(50);
  await until(() => !mapping.status().caughtUp);
  const leftMs = clock.now();
  stream.write('one', 1);
  await until(() => invoked.length === 2);
  await until(() => mapping.status().caughtUp);
  await mapping.stop(1_000);

  expect(invoked).toEqual([[1], [2]]);
  expect(lines.filter((line) => line.includes('the stream can'))).toEqual([
    'warn the stream cannot be read; trying again until it can',
    'info the stream can be read again',
  ]);
  expect(clock.now() - leftMs).toBeGreaterThan(60_000);
});

test('says once that the last delivered change has expired', async () => {
  const { stream, invoked, lines, start } = createRig();
  stream.open('one');
  stream.write('one', 1);
  const first = start();
  await until(() => first.status().caughtUp);
  await first.stop(1_000);
  stream.trim('one', 1);

  const second = start();
  await until(() => second.status().caughtUp);
  await idle(200);
  stream.write('one', 1);
  await until(() => invoked.length === 2);
  await second.stop(1_000);

  expect(invoked).toEqual([[1], [2]]);
  expect(lines.filter((line) => line.includes('has expired'))).toHaveLength(1);
});

test('reports how far it is behind', async () => {
  const { stream, clock, start } = createRig({ settings: { batchSize: 2 } });
  stream.open('one');
  stream.write('one', 3);
  let release = (): void => {};
  const mapping = start({
    invoke: () =>
      new Promise((resolve) => {
        release = () => resolve(null);
      }),
  });

  await until(() => mapping.status().oldestPendingAgeMs > 0);
  const before = mapping.status();
  await until(() => {
    release();
    return mapping.status().caughtUp;
  });
  const after = mapping.status();
  await mapping.stop(1_000);

  expect(before).toMatchObject({
    caughtUp: false,
    recordsDone: 0,
    shards: [{ shardId: 'one', lastSequenceNumber: null }],
  });
  expect(after).toMatchObject({
    ...{ streamArn, caughtUp: true, oldestPendingAgeMs: 0, recordsDone: 3, batchesDone: 2, discardedBatches: 0 },
    shards: [{ shardId: 'one', lastSequenceNumber: toSequenceNumber(3), state: 'idle', consecutiveFailures: 0 }],
  });
  expect(Date.parse(after.updatedAt)).toBeLessThanOrEqual(clock.now());
});

test('counts and names what it gives up, and is caught up afterwards', async () => {
  const { stream, lines, start } = createRig({
    settings: { maximumRetryAttempts: 0, bisectBatchOnFunctionError: false },
  });
  stream.open('one');
  stream.write('one', 3);
  const kept: object[] = [];
  const mapping = start({
    invoke: () => Promise.reject(new Error('no')),
    keepFailedBatch: async (batch) => void kept.push(batch),
  });

  await until(() => mapping.status().caughtUp);
  const status = mapping.status();
  await mapping.stop(1_000);

  expect(kept).toMatchObject([
    { shardId: 'one', streamArn, condition: 'RetryAttemptsExhausted', isFunctionError: true },
  ]);
  expect(status).toMatchObject({ recordsDone: 0, batchesDone: 0, discardedBatches: 1, discardedRecords: 3 });
  expect(lines).toEqual(['error batch']);
});

test('is not caught up when an iterator has expired and nothing else is known', async () => {
  const { stream, clock, start } = createRig();
  stream.open('one');
  const startedMs = clock.now();
  const expire = () => Promise.reject(new StreamError('ExpiredIteratorException', 'Iterator expired'));
  const mapping = start({ source: { ...stream.source, getRecords: expire } });

  await until(() => clock.now() > startedMs + 2_000);

  expect(mapping.status()).toMatchObject({ caughtUp: false, shards: [{ shardId: 'one' }] });
});

test('does not wait for an answer that never comes when it stops', async () => {
  const { stream, start } = createRig();
  const mapping = start({ source: { ...stream.source, listShards: () => new Promise(() => {}) } });

  await mapping.stop(10);

  expect(await mapping.ended).toBe('stopped');
});

test('is not caught up while a child waits for its parent', async () => {
  const { stream, start } = createRig();
  stream.open('parent');
  stream.open('child', 'parent');
  const mapping = start();

  await until(() => mapping.status().shards.length === 1);
  await idle(200);
  const { caughtUp } = mapping.status();
  await mapping.stop(1_000);

  expect(caughtUp).toBe(false);
});

test('goes on when the checkpoint cannot be written', async () => {
  const { stream, invoked, lines, start } = createRig();
  stream.open('one');
  stream.write('one', 1);
  const checkpoint = openMemoryCheckpoint(new Map());
  const mapping = start({ checkpoint: { ...checkpoint, save: () => Promise.reject(new Error('ENOSPC')) } });

  await until(() => invoked.length === 1);
  stream.write('one', 1);
  await until(() => invoked.length === 2);
  await mapping.stop(1_000);

  expect(lines).toContain('error the checkpoint cannot be written; a restart now would deliver again');
});

test('rejects when there is a bug, instead of leaving a shard unread', async () => {
  const { stream, start } = createRig();
  stream.open('one');
  const mapping = start({ source: { ...stream.source, getRecords: () => Promise.reject(new TypeError('a bug')) } });

  await expect(mapping.ended).rejects.toThrow('a bug');
});
