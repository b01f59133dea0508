import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { countLines, type Line, maxLineBytes, readLines } from './read-lines.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-lines-'));
  path = join(folder, 'file');
});

afterEach(() => rmSync(folder, { recursive: true }));

async function read(content: string | Uint8Array): Promise<Line[]> {
  writeFileSync(path, content);
  const lines: Line[] = [];
  for await (const line of readLines(path)) lines.push(line);
  return lines;
}

const shown = (lines: readonly Line[]) => lines.map((line) => [line.number, line.isText ? line.text : line.detail]);

test.each([
  ['plain', (text: string) => Buffer.from(text)],
  ['gzip', (text: string) => gzipSync(text)],
])('reads the lines of a %s file, with or without an end at its end', async (_, pack) => {
  expect(shown(await read(pack('one\ntwo\n')))).toEqual([
    [1, 'one'],
    [2, 'two'],
  ]);
  expect(shown(await read(pack('one\ntwo')))).toEqual([
    [1, 'one'],
    [2, 'two'],
  ]);
});

test('counts empty lines, but does not hand them out', async () => {
  expect(shown(await read('\n\none\r\n\r\ntwo\n\n'))).toEqual([
    [3, 'one'],
    [5, 'two'],
  ]);
});

test('does not take other separators for the end of a line', async () => {
  expect(shown(await read('a\u2028b\u0085c\rd\n'))).toEqual([[1, 'a\u2028b\u0085c\rd']]);
});

test('puts a character together that lies across two reads', async () => {
  const text = `${'x'.repeat(65_535)}é🙂`;

  expect(shown(await read(`${text}\n`))).toEqual([[1, text]]);
});

test('refuses a line that is not UTF-8, and goes on', async () => {
  const bytes = Buffer.concat([Buffer.from([0x61, 0xff, 0x0a]), Buffer.from('two\n')]);

  expect(shown(await read(bytes))).toEqual([
    [1, 'Expected a line in UTF-8, got other bytes.'],
    [2, 'two'],
  ]);
});

test('refuses a line that is too long, and goes on', async () => {
  const long = 'x'.repeat(maxLineBytes + 1);

  expect(shown(await read(`${long}\ntwo\n`))).toEqual([
    [1, `Expected a line of at most ${maxLineBytes} bytes, got ${maxLineBytes + 1}.`],
    [2, 'two'],
  ]);
});

test('fails on a gzip file that is cut off', async () => {
  const whole = gzipSync('one\n'.repeat(10_000));

  await expect(read(whole.subarray(0, whole.length - 20))).rejects.toThrow('unexpected end of file');
});

test.each([
  ['', 0],
  ['one', 1],
  ['one\n', 1],
  ['one\n\ntwo', 3],
])('counts the lines of %j', async (content, lines) => {
  writeFileSync(path, gzipSync(content));

  expect(await countLines(path)).toBe(lines);
});
