import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { emptyDataDir, openDataDir } from './data-dir.ts';

let parent: string;
let dataDir: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'millrace-data-dir-'));
  dataDir = join(parent, 'data');
});

afterEach(() => rmSync(parent, { recursive: true }));

test('opens a folder that is missing, and again one of its own', () => {
  openDataDir({ dataDir });
  openDataDir({ dataDir });

  expect(readdirSync(dataDir).sort()).toEqual(['.millrace', 'logs']);
});

test('refuses a folder with files of others', () => {
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'thesis.txt'), '');

  expect(() => openDataDir({ dataDir })).toThrow(/to be empty or a data folder of Millrace/);
  expect(readdirSync(dataDir)).toEqual(['thesis.txt']);
});

test('refuses a file, and a folder below a file', () => {
  writeFileSync(dataDir, '');

  expect(() => openDataDir({ dataDir })).toThrow(/to be a folder that can be written to: .*ENOTDIR/);
  expect(() => openDataDir({ dataDir: join(dataDir, 'below') })).toThrow(/to be a folder that can be written to/);
});

test('deletes all that is its own, and the folder', () => {
  openDataDir({ dataDir });
  mkdirSync(join(dataDir, 'dynamodb'));

  const others = emptyDataDir({ dataDir });

  expect(others).toEqual([]);
  expect(existsSync(dataDir)).toBe(false);
});

test('leaves what others put there meanwhile, and says so', () => {
  openDataDir({ dataDir });
  writeFileSync(join(dataDir, 'notes.txt'), '');

  expect(emptyDataDir({ dataDir })).toEqual(['notes.txt']);
  expect(readdirSync(dataDir)).toEqual(['notes.txt']);
});

test('deletes nothing in a folder that it has not marked', () => {
  mkdirSync(join(dataDir, 'logs'), { recursive: true });

  expect(() => emptyDataDir({ dataDir })).toThrow(/nothing was deleted/);
  expect(readdirSync(dataDir)).toEqual(['logs']);
});
