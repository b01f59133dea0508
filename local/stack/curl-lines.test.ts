import { expect, test } from '@jest/globals';
import { deriveId } from '../seed/derive-id.ts';
import { parseLine } from '../seed/parse-line.ts';
import { readLines } from '../seed/read-lines.ts';
import { curlLines } from './curl-lines.ts';
import { projectRoot } from './settings.ts';

test('are five, on one line each, for one address', () => {
  const lines = curlLines('http://127.0.0.1:18080');

  expect(lines).toHaveLength(5);
  for (const line of lines) expect(line).toMatch(/^curl -si? '?http:\/\/127\.0\.0\.1:18080\/[^\n]*$/);
});

test('ask for a book and an author of the sample', async () => {
  const text = curlLines('').join('\n');
  const books = [];
  for await (const line of readLines(`${projectRoot}/local/sample/books.ndjson.gz`)) {
    const parsed = line.isText ? parseLine(line.text) : undefined;
    if (parsed?.isBook) books.push(parsed.book);
  }

  const shown = books.filter(({ source }) => text.includes(`/books/${deriveId('book', source)}`));

  expect(books).toHaveLength(1_000);
  expect(shown.map(({ title }) => title)).toEqual(['Persuasion']);
  expect(shown.map(({ author }) => author.name)).toEqual(['Austen, Jane']);
});
