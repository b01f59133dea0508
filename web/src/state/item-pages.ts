import { atom } from 'jotai/vanilla';
import type { Reply } from '../api/ask.ts';
import type { Author, Book, User } from '../api/schemas.ts';
import { routeAtom } from './location.ts';
import { readAuthor, readBook, readUser } from './read-item.ts';
import { createResource } from './resource.ts';
import type { Route } from './routes.ts';

export interface BookPage {
  readonly book: Book;
  /** Without one, why: deleted, or not to be read now. */
  readonly author: Reply<Author>;
  /** Who has the book now; absent also when that could not be read. */
  readonly borrower?: User;
}

/** The book, author or user of the address, read from the table itself: never behind. */
export const bookPage = createResource({
  wantedAtom: wantedIn('book'),
  load: async ({ subject }, access) => {
    const reply = await readBook(subject, access);
    if (!reply.isOk) return reply;
    const book = reply.data;
    const [author, borrower] = await Promise.all([
      readAuthor(book.authorId, access),
      book.borrowerId === undefined ? undefined : readUser(book.borrowerId, access),
    ]);
    const data: BookPage = {
      book,
      author,
      ...(borrower?.isOk ? { borrower: borrower.data } : {}),
    };
    return { isOk: true, data };
  },
});

export const authorPage = createResource({
  wantedAtom: wantedIn('author'),
  load: ({ subject }, access) => readAuthor(subject, access),
});

export const userPage = createResource({
  wantedAtom: wantedIn('user'),
  load: ({ subject }, access) => readUser(subject, access),
});

function wantedIn(view: Route['view']) {
  return atom((get) => {
    const route = get(routeAtom);
    return route.view === view && 'id' in route ? { subject: route.id } : undefined;
  });
}
