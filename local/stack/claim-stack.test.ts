import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { claimStack } from './claim-stack.ts';
import { identifyProcess, isRunning } from './process-identity.ts';

const self = identifyProcess(process.pid) ?? { pid: 0, startedAt: '' };
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'millrace-claim-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

test('gives the data to one running process at a time', () => {
  const release = claimStack({ dataDir }, self);

  expect(() => claimStack({ dataDir }, self)).toThrow(`belong to a running stack (process ${process.pid})`);

  release();
  expect(readdirSync(dataDir)).toEqual([]);
});

test.each([JSON.stringify({ ...self, startedAt: 'before' }), '', 'half a cl'])('takes over the claim `%s`', (left) => {
  writeFileSync(join(dataDir, 'stack.lock'), left);

  claimStack({ dataDir }, self);

  expect(() => claimStack({ dataDir }, self)).toThrow();
});

test('does not take another process with the same id for the one that was meant', () => {
  expect(isRunning(self)).toBe(true);
  expect(isRunning({ ...self, startedAt: 'before' })).toBe(false);
});
