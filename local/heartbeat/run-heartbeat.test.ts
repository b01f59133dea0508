import { expect, test } from '@jest/globals';
import { createFakeClock } from '../stream/fixtures/fake-clock.ts';
import { periodMs, runHeartbeat } from './run-heartbeat.ts';

const startMs = Date.parse('2026-11-21T10:00:07.900Z');

/** Runs until so many beats were due; `write` may take its time or fail. */
async function run(beats: number, write: (n: number, clock: ReturnType<typeof createFakeClock>) => Promise<void>) {
  const clock = createFakeClock(startMs);
  const ending = new AbortController();
  const due: number[] = [];
  const lines: string[] = [];
  await runHeartbeat({
    clock,
    signal: ending.signal,
    log: (line) => lines.push(line),
    write: async (dueAtMs) => {
      due.push((dueAtMs - startMs) / periodMs);
      if (due.length === beats) ending.abort();
      await write(due.length, clock);
    },
  });
  return { due, lines };
}

test('beats at once and then every minute, until it is told to end', async () => {
  expect(await run(4, async () => {})).toEqual({ due: [0, 1, 2, 3], lines: [] });
});

test('keeps to its minutes when a write takes long, and passes over those that have gone by', async () => {
  const { signal } = new AbortController();
  const { due } = await run(3, async (n, clock) => {
    if (n === 1) await clock.sleep(20_000, signal);
    if (n === 2) await clock.sleep(periodMs * 60 + 1, signal);
  });

  expect(due).toEqual([0, 1, 62]);
});

test('goes on after a write that fails, and tells the first failure and the end of them', async () => {
  const { due, lines } = await run(4, async (n) => {
    if (n === 1 || n === 2) throw new Error('no table');
  });

  expect(due).toEqual([0, 1, 2, 3]);
  expect(lines).toEqual(['heartbeat: not written: no table', 'heartbeat: written again']);
});

test('writes nothing when it is told to end before', async () => {
  const written: number[] = [];

  const write = async (dueAtMs: number) => void written.push(dueAtMs);
  await runHeartbeat({ clock: createFakeClock(startMs), signal: AbortSignal.abort(), log: () => {}, write });

  expect(written).toEqual([]);
});
