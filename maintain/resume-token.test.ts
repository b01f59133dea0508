import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { keepResume, loadResume } from './resume-token.ts';

const folder = mkdtempSync(join(tmpdir(), 'millrace-resume-'));
afterAll(() => rmSync(folder, { recursive: true }));
const resume = { token: 'a.b', counts: { items: 7, missing: 1 }, kinds: { missing: 1 } };

test('goes on with what was found before', () => {
  const shown = keepResume(resume, join(folder, 'short'));

  expect(shown).toMatch(/^a\.b~[\w-]+$/);
  expect(loadResume(shown)).toEqual(resume);
  expect(loadResume(undefined)).toBeUndefined();
});

test('takes the token of a tool, before which nothing is known', () => {
  expect(loadResume('a.b')).toEqual({ token: 'a.b', counts: {}, kinds: {} });
});

test('keeps a long token in a file, and finds it there', () => {
  const long = { ...resume, token: 'x'.repeat(100_000) };
  const path = join(folder, 'maintain', 'verify.resume');

  const shown = keepResume(long, path);

  expect(shown).toBe(`@${path}`);
  expect(readFileSync(path, 'utf8')).toContain(long.token);
  expect(loadResume(shown)).toEqual(long);
});

test.each(['a.b~', 'a.b~e30', 'a.b~e30~e30', 'a.b~!'])('refuses %s', (given) => {
  expect(() => loadResume(given)).toThrow('Expected a resume token that an earlier run gave, got another text.');
});

test('refuses a file that is not there', () => {
  expect(() => loadResume(`@${folder}/none`)).toThrow(`Expected a resume token in the file ${folder}/none, got none.`);
});
