import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { repositoryRoot } from '../support/contract.ts';

const script = fileURLToPath(new URL('test/browser/find-chromium.sh', repositoryRoot));

let bin: string;

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'millrace-chromium-'));
  for (const tool of ['/bin/mktemp', '/bin/rm']) symlinkSync(tool, join(bin, tool.slice('/bin/'.length)));
});

afterEach(() => rmSync(bin, { recursive: true }));

const putProgram = (name: string) => writeFileSync(join(bin, name), '#!/bin/sh\n', { mode: 0o755 });
const find = (env: Readonly<Record<string, string>> = {}) =>
  spawnSync('/bin/sh', [script], { env: { PATH: bin, ...env }, encoding: 'utf8' });

test.each(['chromium', 'chromium-browser', 'google-chrome'])('finds %s', (name) => {
  putProgram(name);

  const { status, stdout, stderr } = find();

  expect([status, stdout, stderr]).toEqual([0, `${join(bin, name)}\n`, '']);
});

test('takes the one that is named, and no other', () => {
  putProgram('chromium');
  putProgram('my-browser');

  expect(find({ MILLRACE_TEST_CHROMIUM: join(bin, 'my-browser') }).stdout).toBe(`${join(bin, 'my-browser')}\n`);
  expect(find({ MILLRACE_TEST_CHROMIUM: '/no/such/browser' })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('found: /no/such/browser'),
  });
});

test('says how to get one where there is none', () => {
  const { status, stdout, stderr } = find();

  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/Chromium or Chrome.*found: none\n.*apt-get install chromium\n.*brew install --cask chromium/);
});
