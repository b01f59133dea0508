import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createFailedInvocations } from './failed-invocations.ts';

let folder: string;
const open = (path = folder) =>
  createFailedInvocations({ location: `${pathToFileURL(path)}/`, timeoutMs: () => 1_000 });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace failed invocations %20 '));
});
afterEach(() => rm(folder, { recursive: true }));

test('lists, reads and removes the files of a folder and of those in it', async () => {
  await mkdir(join(folder, 'aws', 'lambda'), { recursive: true });
  await writeFile(join(folder, 'b.json'), '{"b":"é"}');
  await writeFile(join(folder, 'aws', 'lambda', '2026-01-01T12.30.05-a'), '{}');
  const files = open();

  expect(await files.list(undefined)).toEqual({
    names: ['aws/lambda/2026-01-01T12.30.05-a', 'b.json'],
    hasMore: false,
  });
  expect(await files.read('b.json')).toEqual({ text: '{"b":"é"}' });
  expect(await files.remove('b.json')).toBe(true);
  expect(await files.read('b.json')).toBe('absent');
  expect(await files.remove('b.json')).toBe(true);
});

test('lists what comes behind a name', async () => {
  for (const name of ['a', 'b', 'c']) await writeFile(join(folder, name), '');

  expect(await open().list('a')).toEqual({ names: ['b', 'c'], hasMore: false });
});

test('lists a thousand at a time', async () => {
  await Promise.all(Array.from({ length: 1_001 }, (_, i) => writeFile(join(folder, String(10_000 + i)), '')));
  const files = open();

  const page = await files.list(undefined);

  expect(page).toMatchObject({ hasMore: true });
  expect(page?.names).toHaveLength(1_000);
  expect(await files.list('10999')).toEqual({ names: ['11000'], hasMore: false });
});

test('does not see a file that is still being written', async () => {
  await writeFile(join(folder, 'a.json.1.tmp'), '{');

  expect(await open().list(undefined)).toEqual({ names: [], hasMore: false });
});

test('is empty where there is no folder yet', async () => {
  expect(await open(join(folder, 'none')).list(undefined)).toEqual({ names: [], hasMore: false });
});

test('refuses a folder that is none', async () => {
  await writeFile(join(folder, 'a'), '');

  await expect(open(join(folder, 'a')).list(undefined)).rejects.toMatchObject({ code: 'invocations.refused' });
});

test('says what cannot be read or removed', async () => {
  await mkdir(join(folder, 'a'));
  const files = open();

  expect(await files.read('a')).toEqual({ malformed: 'Expected a file that can be read, got EISDIR.' });
  expect(await files.remove('a')).toBe(false);
});

test('holds nothing where no place is configured', async () => {
  const nowhere = createFailedInvocations({ location: undefined, timeoutMs: () => 1_000 });

  expect(await nowhere.list(undefined)).toEqual({ names: [], hasMore: false });
  expect(await nowhere.read('a')).toBe('absent');
  expect(await nowhere.remove('a')).toBe(true);
});
