import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openDataDir } from '../stack/data-dir.ts';
import { noCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'millrace-checkpoint-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

const open = (contentHash: string, apiUrl: string) => openCheckpoint({ dataDir, contentHash, apiUrl });
const checkpoint = { ...noCheckpoint, doneThrough: 12, created: 12, lastBookId: 'x' };

test('keeps one checkpoint for each file and API', async () => {
  openDataDir({ dataDir });

  await open('file', 'http://a').write(checkpoint);

  expect(open('file', 'http://a').read()).toEqual(checkpoint);
  expect(open('file', 'http://b').read()).toBeUndefined();
  expect(open('other', 'http://a').read()).toBeUndefined();
});

test('is gone when it was removed', async () => {
  openDataDir({ dataDir });
  await open('file', 'http://a').write(checkpoint);

  open('file', 'http://a').remove();

  expect(open('file', 'http://a').read()).toBeUndefined();
});

test('does not bring back a folder that was reset meanwhile', async () => {
  await open('file', 'http://a').write(checkpoint);

  expect(readdirSync(dataDir)).toEqual([]);
});

test.each([
  '',
  '{',
  'null',
  '{}',
  JSON.stringify({ ...checkpoint, format: 2 }),
  JSON.stringify({ ...checkpoint, refused: 'x' }),
])('takes `%s` for none', (text) => {
  expect(parseCheckpoint(text)).toBeUndefined();
});
