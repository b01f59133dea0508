import { expect, test } from '@jest/globals';
import { shareWrites } from './share-writes.ts';

test('never writes twice at once, and writes once for all who asked meanwhile', async () => {
  let running = 0;
  let most = 0;
  let state = 0;
  const written: number[] = [];
  const save = shareWrites(async () => {
    most = Math.max(most, ++running);
    const seen = state;
    await new Promise((resolve) => setImmediate(resolve));
    written.push(seen);
    running -= 1;
  });

  const first = save();
  await Promise.resolve();
  await Promise.resolve();
  const saves = [1, 2, 3].map((value) => {
    state = value;
    return save();
  });
  await Promise.all([first, ...saves]);

  expect(most).toBe(1);
  expect(written).toEqual([0, 3]);
});

test('writes again after a write that failed', async () => {
  let calls = 0;
  const save = shareWrites(async () => {
    if (++calls === 1) throw new Error('ENOSPC');
  });

  await expect(save()).rejects.toThrow('ENOSPC');
  await save();

  expect(calls).toBe(2);
});
