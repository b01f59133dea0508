import { type CatalogueBook, parseLine } from '../../local/seed/parse-line.ts';
import { readLines } from '../../local/seed/read-lines.ts';

/** The books of a catalogue file (NDJSON, gzip or plain), in its order. Lines that are no book are an error. */
export async function readCatalogue(path: string): Promise<readonly CatalogueBook[]> {
  const books: CatalogueBook[] = [];
  for await (const line of readLines(path)) {
    const parsed = line.isText ? parseLine(line.text) : line;
    if ('book' in parsed) books.push(parsed.book);
    else throw new Error(`Expected a book in line ${line.number} of ${path}: ${parsed.detail}`);
  }
  return books;
}
