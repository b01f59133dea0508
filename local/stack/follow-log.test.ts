import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { followLog } from './follow-log.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-log-'));
  path = join(folder, 'part.log');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('begins with the last lines and goes on with what is added', () => {
  writeFileSync(path, 'one\ntwo\nthree\n');
  const log = followLog(path, 2);

  const first = log.poll();
  appendFileSync(path, 'four\nfi');
  const second = log.poll();
  appendFileSync(path, 've\n');

  expect([first, second, log.poll(), log.poll()]).toEqual([['two', 'three'], ['four'], ['five'], []]);
});

test('reads a log that appears later from its start', () => {
  const log = followLog(path, 2);

  const before = log.poll();
  writeFileSync(path, 'one\ntwo\nthree\n');

  expect([before, log.poll()]).toEqual([[], ['one', 'two', 'three']]);
});

test('reads the log that takes the place of an old one', () => {
  writeFileSync(path, 'old one\n');
  const log = followLog(path, 5);
  log.poll();

  renameSync(path, `${path}.previous`);
  writeFileSync(path, 'new one, longer than the old one\n');

  expect(log.poll()).toEqual(['new one, longer than the old one']);
});

test('reads a log anew that was emptied', () => {
  writeFileSync(path, 'a long first line\n');
  const log = followLog(path, 5);
  log.poll();

  writeFileSync(path, 'short\n');

  expect(log.poll()).toEqual(['short']);
});
