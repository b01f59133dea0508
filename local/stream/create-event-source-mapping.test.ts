import { afterEach, expect, test } from '@jest/globals';
import { createRig, stopAll, until } from './fixtures/create-rig.ts';

afterEach(stopAll);

test('delivers what is in the stream and what is written later', async () => {
  const { stream, invoked, start } = createRig();
  stream.open('one');
  stream.write('one', 2);
  const mapping = start();

  await until(() => invoked.flat().length === 2);
  stream.write('one', 1);
  await until(() => invoked.flat().length === 3);
  await mapping.stop(1_000);

  expect(invoked).toEqual([[1, 2], [3]]);
  expect(await mapping.ended).toBe('stopped');
});

test('gathers records until the window ends', async () => {
  const { stream, invoked, clock, start } = createRig({ settings: { maximumBatchingWindowInSeconds: 3 } });
  stream.open('one');
  stream.write('one', 1);
  const startedMs = clock.now();
  const mapping = start();

  await until(() => clock.now() >= startedMs + 1_000);
  stream.write('one', 1);
  await until(() => invoked.length === 1);
  await mapping.stop(0);

  expect(invoked).toEqual([[1, 2]]);
  expect(clock.now() - startedMs).toBeGreaterThanOrEqual(3_000);
  expect(clock.now() - startedMs).toBeLessThan(4_500);
});

test('sends a full batch without waiting for the window', async () => {
  const { stream, invoked, clock, start } = createRig({
    settings: { batchSize: 40, maximumBatchingWindowInSeconds: 300 },
  });
  stream.open('one');
  stream.write('one', 100);
  const startedMs = clock.now();
  const mapping = start();

  await until(() => invoked.length === 2);
  await mapping.stop(0);

  expect(invoked.map(({ length }) => length)).toEqual([40, 40]);
  expect(clock.now() - startedMs).toBeLessThan(5_000);
});

test('goes on behind the last done record after a restart', async () => {
  const { stream, invoked, start } = createRig();
  stream.open('one');
  stream.write('one', 2);
  const first = start();
  await until(() => invoked.length === 1);
  await first.stop(1_000);
  stream.write('one', 2);

  const second = start();
  await until(() => invoked.length === 2);
  await second.stop(1_000);

  expect(invoked).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('delivers again after a restart what an abandoned invocation was given', async () => {
  const { stream, invoked, start } = createRig();
  stream.open('one');
  stream.write('one', 2);
  let isRunning = false;
  const first = start({
    invoke: () => {
      isRunning = true;
      return new Promise(() => {});
    },
  });
  await until(() => isRunning);
  await first.stop(50);

  const second = start();
  await until(() => invoked.length === 1);
  await second.stop(1_000);

  expect(await first.ended).toBe('stopped');
  expect(invoked).toEqual([[1, 2]]);
});

test('reads children after their parent, and new shards as they come', async () => {
  const { stream, invoked, disk, start } = createRig({ settings: { batchSize: 1 } });
  stream.open('parent');
  stream.write('parent', 2);
  stream.close('parent');
  stream.open('left', 'parent');
  stream.open('right', 'parent');
  stream.write('right', 1);
  stream.write('left', 1);
  const mapping = start();

  await until(() => invoked.length === 4);
  stream.close('left');
  stream.open('grandchild', 'left');
  stream.write('grandchild', 1);
  await until(() => invoked.length === 5);
  await mapping.stop(1_000);

  expect(invoked.slice(0, 2)).toEqual([[1], [2]]);
  expect(invoked.at(-1)).toEqual([5]);
  expect(disk.get('parent')).toMatchObject({ isFinished: true });
});

test('forgets finished shards when the stream does', async () => {
  const { stream, disk, invoked, start } = createRig();
  stream.open('old');
  stream.write('old', 1);
  stream.close('old');
  stream.open('new', 'old');
  const mapping = start();
  await until(() => disk.get('old')?.isFinished === true);

  stream.forget('old');
  stream.write('new', 1);
  await until(() => invoked.length === 2);
  await until(() => mapping.status().caughtUp);
  stream.write('new', 1);
  await until(() => !disk.has('old'));
  await mapping.stop(1_000);

  expect([...disk.keys()]).toEqual(['new']);
});

test('ends when the stream is disabled and read to its end', async () => {
  const { stream, invoked, start } = createRig();
  stream.open('one');
  stream.write('one', 3);
  stream.disable();

  const mapping = start();

  expect(await mapping.ended).toBe('ended');
  expect(invoked).toEqual([[1, 2, 3]]);
});

test('ends when the stream is no more', async () => {
  const { stream, start } = createRig();
  stream.remove();

  expect(await start().ended).toBe('gone');
});

test('refuses settings that Lambda would refuse', () => {
  const { start } = createRig({ settings: { batchSize: 0 } });

  expect(() => start()).toThrow('Expected `batchSize` to be an integer from 1 to 10000, got `0`.');
});
