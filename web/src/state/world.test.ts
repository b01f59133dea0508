import { expect, test } from '@jest/globals';
import { createStore } from 'jotai/vanilla';
import { worldAtom } from './world.ts';

const world = createStore().get(worldAtom);

test('a pause ends after its time', async () => {
  const startedMs = world.nowMs();

  await world.pause(20, new AbortController().signal);

  expect(world.nowMs() - startedMs).toBeGreaterThanOrEqual(19);
});

test('a pause ends at once with what it was aborted for, before it begins as well as later', async () => {
  const abort = new AbortController();
  const pause = world.pause(60_000, abort.signal);

  abort.abort(new Error('gone'));

  await expect(pause).rejects.toThrow('gone');
  await expect(world.pause(60_000, abort.signal)).rejects.toThrow('gone');
});

test('drawn texts have the length asked for, only letters and digits, and differ', () => {
  const texts = Array.from({ length: 100 }, () => world.drawText(14));

  expect(new Set(texts).size).toBe(100);
  for (const text of texts) expect(text).toMatch(/^[0-9A-Za-z]{14}$/);
});

test('requests go to the origin of the page', () => {
  expect(world.origin).toBe(window.location.origin);
});
