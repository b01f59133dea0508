import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { keepTokenSecret, tokenSecretFile } from './keep-token-secret.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'millrace-secret-')), 'data');
});
afterEach(() => rmSync(join(dataDir, '..'), { recursive: true }));

test('draws a secret once for a folder, readable by its owner alone', () => {
  const first = keepTokenSecret(dataDir);

  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(keepTokenSecret(dataDir)).toBe(first);
  expect(readdirSync(dataDir)).toEqual([tokenSecretFile]);
  expect(statSync(join(dataDir, tokenSecretFile)).mode & 0o777).toBe(0o600);
});

test('draws another one for another folder', () => {
  expect(keepTokenSecret(join(dataDir, 'a'))).not.toBe(keepTokenSecret(join(dataDir, 'b')));
});

test('fails when the folder cannot be written to', () => {
  expect(() => keepTokenSecret('/dev/null/data')).toThrow();
});
