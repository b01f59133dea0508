import type { Reply } from '../api/ask.ts';
import type { Author, Book, Item, Rental, User } from '../api/schemas.ts';
import type { Written } from './list-written.ts';
import type { Load } from './resource.ts';

export type Access = Pick<Load, 'ask' | 'signal'>;

/** A consistent read of the table. */
export function readItem(
  { type, ids: [id, userId = ''] }: Pick<Written, 'type' | 'ids'>,
  access: Access,
): Promise<Reply<Item>> {
  switch (type) {
    case 'Book':
      return readBook(id, access);
    case 'Author':
      return readAuthor(id, access);
    case 'User':
      return readUser(id, access);
    case 'Rental':
      return readRental(id, userId, access);
  }
}

export function readBook(bookId: string, { ask, signal }: Access): Promise<Reply<Book>> {
  return ask(signal, (api, signal) => api.GET('/books/{bookId}', { params: { path: { bookId } }, signal }));
}

export function readAuthor(authorId: string, { ask, signal }: Access): Promise<Reply<Author>> {
  return ask(signal, (api, signal) => api.GET('/authors/{authorId}', { params: { path: { authorId } }, signal }));
}

export function readUser(userId: string, { ask, signal }: Access): Promise<Reply<User>> {
  return ask(signal, (api, signal) => api.GET('/users/{userId}', { params: { path: { userId } }, signal }));
}

function readRental(bookId: string, userId: string, { ask, signal }: Access): Promise<Reply<Rental>> {
  const path = { bookId, userId };
  return ask(signal, (api, signal) => api.GET('/rentals/{bookId}/{userId}', { params: { path }, signal }));
}
