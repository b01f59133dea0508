import { expect, test } from '@jest/globals';
import { parseLine } from './parse-line.ts';

const book = {
  source: 'gutenberg:1174',
  title: 'Hellenica',
  author: { ref: 'gutenberg:543', name: 'Xenophon', birthdate: '-0431' },
  language: 'en',
  category: 'History - Ancient',
  tags: ['Classical literature'],
};
const parse = (change: Readonly<Record<string, unknown>>) => parseLine(JSON.stringify({ ...book, ...change }));
const detailOf = (line: ReturnType<typeof parseLine>) => (line.isBook ? '' : line.detail);

test('reads a book', () => {
  expect(parseLine(JSON.stringify(book))).toEqual({ isBook: true, book });
});

test('reads a book with nothing but what it must have', () => {
  const least = { source: 's', title: 't', author: { ref: 'r', name: 'n' } };

  expect(parseLine(JSON.stringify(least))).toEqual({ isBook: true, book: least });
});

test.each([
  ['{"source": ', /^Expected a JSON object, got `\{"source": ` \(.*JSON.*\)\.$/],
  ['[1, 2]', /^Expected a JSON object, got `\[1,2\]`\.$/],
  ['null', /^Expected a JSON object, got `null`\.$/],
  ['"text"', /^Expected a JSON object, got `text`\.$/],
])('refuses `%s`', (line, detail) => {
  expect(detailOf(parseLine(line))).toMatch(detail);
});

test.each([
  [{ title: undefined }, 'Expected `title`, got none.'],
  [{ title: '' }, 'Expected `title` to be a text that is not empty, got ``.'],
  [{ title: 7 }, 'Expected `title` to be a text that is not empty, got `7`.'],
  [{ source: null }, 'Expected `source` to be a text that is not empty, got `null`.'],
  [{ author: 'Xenophon' }, 'Expected `author` to be an object with ref and name, got `Xenophon`.'],
  [{ author: { name: 'X' } }, 'Expected `author.ref`, got none.'],
  [{ tags: 'one' }, 'Expected `tags` to be a list of texts, got `one`.'],
  [{ tags: ['one', 2] }, 'Expected `tags` to be a list of texts, got `["one",2]`.'],
  [{ language: ['en'] }, 'Expected `language` to be a text, got `["en"]`.'],
  [{ isbn: '1' }, 'Expected no member but source, title, author, language, category, tags, got `isbn`.'],
  [
    { author: { ...book.author, age: 1 } },
    'Expected no member but author.ref, author.name, author.birthdate, got `author.age`.',
  ],
])('refuses %j', (change, detail) => {
  expect(detailOf(parse(change))).toBe(detail);
});

test('names all faults of a line together', () => {
  expect(detailOf(parse({ title: 1, tags: 2, author: {} })).split('; ')).toHaveLength(4);
});

test('shows no more than the beginning of what came', () => {
  expect(detailOf(parse({ title: ['x'.repeat(500)] })).length).toBeLessThan(150);
});
