import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createFakeClock } from './fixtures/fake-clock.ts';
import { type MappingStatus, toMappingStatus } from './to-mapping-status.ts';
import { writeStatus } from './write-status.ts';

const statusAt = (nowMs: number, recordsDone: number): MappingStatus =>
  toMappingStatus({
    ...{ streamArn: 'arn', nowMs, shards: new Map(), isComplete: true },
    totals: { recordsDone, batchesDone: 0, discardedBatches: 0, discardedRecords: 0 },
  });

/** Runs the writer over so many seconds; the times, in seconds, at which the file was written anew. */
const writtenOver = async (seconds: number, recordsDone: (second: number) => number) => {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-status-'));
  const file = join(folder, 'stream', 'status.json');
  const clock = createFakeClock(0);
  const until = new AbortController();
  const times: number[] = [];
  const sleep: typeof clock.sleep = async () => {
    const text = await readFile(file, 'utf8');
    const second = Date.parse(JSON.parse(text).updatedAt) / 1_000;
    if (times.at(-1) !== second) times.push(second);
    if (clock.now() >= seconds * 1_000) until.abort();
    await clock.sleep(1_000, new AbortController().signal);
  };
  const status = () => statusAt(clock.now(), recordsDone(clock.now() / 1_000));
  const log = { info: () => {}, warn: () => {}, error: () => {} };

  await writeStatus({ file, status, clock: { ...clock, sleep }, log, until: until.signal });

  await rm(folder, { recursive: true });
  return times;
};

test('writes every second while something changes', async () => {
  expect(await writtenOver(4, (second) => second)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('writes every five seconds while nothing changes, and once more at the end', async () => {
  expect(await writtenOver(11, () => 0)).toEqual([0, 5, 10, 12]);
});

test('says once that the file cannot be written, and goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-status-'));
  const lines: string[] = [];
  const until = new AbortController();
  let looks = 0;
  const status = () => {
    looks += 1;
    if (looks === 3) until.abort();
    return statusAt(0, looks);
  };
  const log = { info: () => {}, warn: () => {}, error: (_: object, message: string) => void lines.push(message) };

  // A folder of that name cannot be replaced by a file.
  await writeStatus({ file: folder, status, clock: createFakeClock(0), log, until: until.signal });

  expect(looks).toBeGreaterThanOrEqual(3);
  expect(lines).toEqual(['the status cannot be written']);
  await rm(folder, { recursive: true });
});
