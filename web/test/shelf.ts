import type { Author, Book, Rental, SearchResult, User } from '../src/api/schemas.ts';

export const bookId = '1750000000000aaaaaaaaaaaaaa';
export const authorId = '1750000000000bbbbbbbbbbbbbb';
export const userId = '1750000000000cccccccccccccc';

const times = { createdAt: 1_750_000_000_000, updatedAt: 1_750_000_000_000 };

export function buildBook(changes: Partial<Book> = {}): Book {
  return {
    bookId,
    authorId,
    title: 'Faust',
    status: 'AVAILABLE',
    version: 1_750_000_000_000_000,
    ...times,
    ...changes,
  };
}

export function buildAuthor(changes: Partial<Author> = {}): Author {
  const birthdate = '1749-08-28';
  return { authorId, name: 'Goethe', birthdate, version: 1_750_000_000_000_000, ...times, ...changes };
}

export function buildUser(changes: Partial<User> = {}): User {
  const version = 1_750_000_000_000_000;
  const own = { name: 'Gretchen', email: 'g@example.org', status: 'VERIFIED', comment: '', loans: 0 } as const;
  return { userId, ...own, version, ...times, ...changes };
}

export function buildRental(changes: Partial<Rental> = {}): Rental {
  const version = 1_750_000_000_000_000;
  return { bookId, userId, status: 'BORROWED', comment: '', version, ...times, ...changes };
}

type Result = SearchResult['results'][number];

export function buildResult(type: Result['type'], document: Book | Author | Rental | Omit<User, 'email'>): Result {
  const ids: Readonly<Record<string, unknown>> = { ...document };
  const id = { Book: ids.bookId, Author: ids.authorId, User: ids.userId, Rental: `${ids.bookId}:${ids.userId}` }[type];
  return { type, id: String(id), version: document.version, document: { ...document } };
}

export function buildFound(results: readonly Result[], more: Partial<SearchResult> = {}): SearchResult {
  return { total: results.length, results: [...results], partial: false, ...more };
}
