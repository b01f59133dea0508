import type { CatalogueBook } from '../../local/seed/parse-line.ts';
import { drawNumbers } from '../stream/draw-numbers.ts';

/** Of 100 queries, what people type: how they name the book they look for. */
const kinds: readonly (readonly [share: number, name: (book: CatalogueBook, draw: () => number) => string])[] = [
  [20, ({ author }) => author.name],
  [20, ({ author }) => surnameOf(author.name)],
  [20, ({ title }) => wordsOf(title).slice(0, 3).join(' ')],
  [20, ({ title, author }, draw) => `${surnameOf(author.name)} ${pick(wordsOf(title), draw)}`],
  [8, ({ title }, draw) => pick(wordsOf(title), draw)],
  [7, ({ title }) => title.slice(0, 100)],
  [5, ({ title, author }, draw) => misspell(`${surnameOf(author.name)} ${pick(wordsOf(title), draw)}`, draw)],
];

/** Queries for books of the catalogue, the same for the same seed. */
export function drawQueries(
  catalogue: readonly CatalogueBook[],
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly string[] {
  const draw = drawNumbers(seed);
  return Array.from({ length: count }, () => {
    const book = pick(catalogue, draw);
    let rest = draw() * 100;
    const kind = kinds.find(([share]) => {
      rest -= share;
      return rest < 0;
    });
    // A title of signs alone has no word to be found by.
    return kind?.[1](book, draw).trim() || book.author.name;
  });
}

function misspell(text: string, draw: () => number): string {
  const at = 1 + Math.floor(draw() * Math.max(1, text.length - 2));
  return text.slice(0, at) + text.slice(at + 1);
}

function surnameOf(name: string): string {
  return name.split(',')[0] ?? name;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [''];
}

function pick<Element>(list: readonly Element[], draw: () => number): Element {
  return list[Math.floor(draw() * list.length)] as Element;
}
