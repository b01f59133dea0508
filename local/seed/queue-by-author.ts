import { deriveId } from './derive-id.ts';
import type { CatalogueBook } from './parse-line.ts';

/**
 * Lets one book of an author pass at a time until that author is stored, then all: of several books that would create
 * one author only one can succeed. `storedAuthors` is kept up to date by what runs.
 */
export function queueByAuthor(
  storedAuthors: ReadonlySet<string>,
): <Result>(book: CatalogueBook, run: () => Promise<Result>) => Promise<Result> {
  const first = new Map<string, Promise<unknown>>();
  return async (book, run) => {
    const authorId = deriveId('author', book.author.ref);
    for (let ahead = first.get(authorId); ahead && !storedAuthors.has(authorId); ahead = first.get(authorId)) {
      await ahead;
    }
    if (storedAuthors.has(authorId)) return run();
    const result = run();
    const passed = result.then(
      () => first.delete(authorId),
      () => first.delete(authorId),
    );
    first.set(authorId, passed);
    return result;
  };
}
