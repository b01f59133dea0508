import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCheckpoint } from './open-checkpoint.ts';

let folder: string;
let files = 0;
const newFile = () => join(folder, `stream-${files++}`, 'checkpoint.json');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-checkpoint-'));
});
afterAll(() => rm(folder, { recursive: true }));

const position = { sequenceNumber: '000000000000000000007', eventId: 'event-7' };

test('begins without progress when there is no file', async () => {
  const checkpoint = await openCheckpoint(newFile(), 'arn:a');

  expect(checkpoint.shardIds()).toEqual([]);
  expect(checkpoint.replacedStreamArn).toBeUndefined();
});

test('finds what was saved, and not what was forgotten', async () => {
  const file = newFile();
  const first = await openCheckpoint(file, 'arn:a');
  first.set('one', { position, isFinished: false });
  first.set('two', { isFinished: true });
  first.set('three', { isFinished: true });
  first.forget('three');
  await first.save();

  const second = await openCheckpoint(file, 'arn:a');

  expect(second.shardIds()).toEqual(['one', 'two']);
  expect(second.get('one')).toEqual({ position, isFinished: false });
  expect(second.get('two')).toEqual({ isFinished: true });
});

test('leaves nothing but the checkpoint in its folder', async () => {
  const file = newFile();
  const checkpoint = await openCheckpoint(file, 'arn:a');

  await Promise.all([checkpoint.save(), checkpoint.save(), checkpoint.save()]);

  expect(await readdir(join(file, '..'))).toEqual(['checkpoint.json']);
});

test('has on disk what was set before a save that came while another was writing', async () => {
  const file = newFile();
  const checkpoint = await openCheckpoint(file, 'arn:a');
  const saves = [];
  for (let number = 1; number <= 20; number += 1) {
    checkpoint.set('one', { position: { ...position, sequenceNumber: String(number) }, isFinished: false });
    saves.push(checkpoint.save());
    if (number % 3 === 0) await Promise.resolve();
  }

  await saves.at(-1);

  expect(JSON.parse(await readFile(file, 'utf8')).shards.one.position.sequenceNumber).toBe('20');
});

test('goes on saving after a save that failed', async () => {
  const file = newFile();
  const checkpoint = await openCheckpoint(file, 'arn:a');
  await mkdir(file, { recursive: true });

  await expect(checkpoint.save()).rejects.toThrow();
  await rm(file, { recursive: true });
  await checkpoint.save();

  expect(await readdir(join(file, '..'))).toEqual(['checkpoint.json']);
});

test('begins again for another stream and says which one the progress was for', async () => {
  const file = newFile();
  const first = await openCheckpoint(file, 'arn:a');
  first.set('one', { position, isFinished: false });
  await first.save();

  const second = await openCheckpoint(file, 'arn:b');

  expect(second.shardIds()).toEqual([]);
  expect(second.replacedStreamArn).toBe('arn:a');
});

test.each([
  ['no JSON', '{"streamArn": "arn:a", "sha'],
  ['an empty text', ''],
  ['a list', '[]'],
  ['no stream', '{"shards":{}}'],
  ['no shards', '{"streamArn":"arn:a"}'],
  ['a shard that is no object', '{"streamArn":"arn:a","shards":{"one":7}}'],
  ['a shard without isFinished', '{"streamArn":"arn:a","shards":{"one":{}}}'],
  [
    'a position without event',
    '{"streamArn":"arn:a","shards":{"one":{"isFinished":false,"position":{"sequenceNumber":"1"}}}}',
  ],
  [
    'a number that is none',
    '{"streamArn":"arn:a","shards":{"one":{"isFinished":false,"position":{"sequenceNumber":"x","eventId":"e"}}}}',
  ],
])('refuses a file with %s, names it and its remedy, and leaves it as it is', async (_, text) => {
  const file = join(folder, `corrupt-${files++}.json`);
  await writeFile(file, text);

  const error: Error = await openCheckpoint(file, 'arn:a').then(
    () => new Error('Expected a refusal.'),
    (reason) => reason,
  );

  expect(error.message).toContain(`Expected ${file} to be the checkpoint of the stream.`);
  expect(error.message).toContain('Remove the file');
  expect(await readFile(file, 'utf8')).toBe(text);
});
