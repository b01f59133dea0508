import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openDataDir } from '../stack/data-dir.ts';
import { buildLibrary, problem } from './build-library.ts';
import { type CheckpointFile, noCheckpoint, openCheckpoint } from './checkpoint.ts';
import { deriveId } from './derive-id.ts';
import { type LoadOptions, loadFile } from './load-file.ts';

let dataDir: string;
let path: string;
let checkpointFile: CheckpointFile;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'millrace-load-'));
  openDataDir({ dataDir });
  path = join(dataDir, 'books.ndjson');
  checkpointFile = openCheckpoint({ dataDir, contentHash: 'hash', apiUrl: 'http://library' });
});

afterEach(() => rmSync(dataDir, { recursive: true }));

const toLine = (number: number, author = number % 7) =>
  JSON.stringify({
    source: `s:${number}`,
    title: `Book ${number}`,
    author: { ref: `a:${author}`, name: 'A', birthdate: '1900' },
  });

function writeBooks(count: number, toText: (number: number) => string = toLine): void {
  writeFileSync(path, Array.from({ length: count }, (_, at) => `${toText(at + 1)}\n`).join(''));
}

const load = (api: LoadOptions['api'], change: Partial<LoadOptions> = {}) =>
  loadFile({
    path,
    api,
    checkpointFile,
    start: noCheckpoint,
    signal: new AbortController().signal,
    retry: { retries: 2, minTimeout: 1, maxTimeout: 2 },
    ...change,
  });

test('stores every book once, and each author with one of them', async () => {
  writeBooks(1_000);
  const library = buildLibrary();

  const { end, progress } = await load(library.api);

  expect(end).toBe('done');
  expect(progress).toMatchObject({ doneThrough: 1_000, created: 1_000, alreadyThere: 0, refused: 0 });
  expect(library.books.size).toBe(1_000);
  expect(library.calls).toHaveLength(1_000);
  expect(library.calls.filter(({ author }) => author.name !== undefined)).toHaveLength(7);
  expect(checkpointFile.read()).toBeUndefined();
});

test('finds everything there when it is done again', async () => {
  writeBooks(300);
  const library = buildLibrary();
  await load(library.api);

  const { progress } = await load(library.api);

  expect(progress).toMatchObject({ created: 0, alreadyThere: 300, refused: 0 });
  expect(library.books.size).toBe(300);
});

test('reports what is refused with line and reason, and goes on', async () => {
  writeBooks(50, (number) => (number === 3 ? '{"title": 1' : toLine(number)));
  const library = buildLibrary((book) =>
    book.bookId === deriveId('book', 's:9') ? problem(400, 'invalid-request', 'no') : undefined,
  );

  const { end, progress } = await load(library.api);

  const report = readFileSync(checkpointFile.reportPath, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(end).toBe('done');
  expect(progress).toMatchObject({ created: 48, refused: 2 });
  expect(report).toEqual(progress.firstRefused);
  expect(report).toMatchObject([
    { line: 3, problem: 'malformed-line' },
    { line: 9, problem: 'invalid-request', detail: 'no' },
  ]);
});

test('stops when the API goes away, and goes on from there when it is back', async () => {
  writeBooks(2_000, (number) => (number % 100 === 1 ? 'no book' : toLine(number)));
  const first = buildLibrary((_, call) => {
    if (call === 900) first.stop();
    return undefined;
  });

  const gone = await load(first.api);
  const start = checkpointFile.read() ?? noCheckpoint;
  const second = buildLibrary();
  const back = await load(second.api, { start });

  expect(gone.end).toBe('api-gone');
  expect(start.doneThrough).toBeGreaterThan(500);
  expect(second.calls).toHaveLength(2_000 - start.doneThrough - (20 - start.refused));
  expect(back).toMatchObject({ end: 'done', progress: { doneThrough: 2_000, created: 1_980, refused: 20 } });
  const lines = readFileSync(checkpointFile.reportPath, 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).line)).toEqual(Array.from({ length: 20 }, (_, at) => 100 * at + 1));
});

test('ends when it is told to, with what was done kept', async () => {
  writeBooks(5_000);
  const library = buildLibrary();
  const ending = new AbortController();

  const { end, progress } = await load(library.api, {
    signal: ending.signal,
    onProgress: (settledLines) => settledLines > 700 && ending.abort(),
  });

  expect(end).toBe('interrupted');
  expect(progress.doneThrough).toBeGreaterThan(400);
  expect(progress.doneThrough).toBeLessThan(1_500);
  expect(checkpointFile.read()).toMatchObject({ doneThrough: progress.doneThrough, created: progress.doneThrough });
});

test('is not held up by many books of one author who is not stored yet', async () => {
  writeBooks(600, (number) => toLine(number, number < 300 ? 1 : number));
  const library = buildLibrary();

  const { progress } = await load(library.api);

  expect(progress.created).toBe(600);
  expect(library.calls).toHaveLength(600);
});

test('fails when the file cannot be read to its end', async () => {
  await expect(load(buildLibrary().api, { path: join(dataDir, 'missing') })).rejects.toMatchObject({ code: 'ENOENT' });
});
