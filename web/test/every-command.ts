import type { Command } from '../src/state/command.ts';
import type { OpenPage } from './open-page.ts';
import { authorId, bookId, buildAuthor, buildBook, buildFound, buildRental, buildUser, userId } from './shelf.ts';

const [bookV, userV, rentalV] = [50, 60, 70];
export const book = buildBook({ version: bookV });
export const author = buildAuthor({ version: bookV });
export const user = buildUser({ version: userV });

interface Case {
  readonly command: Command;
  readonly sends: string;
  /** What it is looked for by; `<new>` stands for the id that the page draws. */
  readonly after: readonly string[];
  readonly href: string | undefined;
  /** A rule that refuses it. */
  readonly refusal: readonly [status: number, problem: string];
}

const notOfUser = [409, 'book-not-borrowed-by-user'] as const;
const lendingRefusals = {
  BorrowBook: [409, 'book-not-available'],
  ReturnBook: notOfUser,
  ReportMissing: notOfUser,
} as const;

export const everyCommand: readonly Case[] = [
  ...(['BorrowBook', 'ReturnBook', 'ReportMissing'] as const).map((name) => ({
    command: { name, book, userId },
    sends: `POST /books/${bookId}/${{ BorrowBook: 'borrow', ReturnBook: 'return', ReportMissing: 'missing' }[name]}`,
    after: [`books/${bookId}:${bookV}`, `users/${userId}:${userV}`, `rentals/${bookId}/${userId}:${rentalV}`],
    href: `/books/${bookId}`,
    refusal: lendingRefusals[name],
  })),
  {
    command: { name: 'ReportFound', book },
    sends: `POST /books/${bookId}/found`,
    after: [`books/${bookId}:${bookV}`],
    href: `/books/${bookId}`,
    refusal: [409, 'book-not-missing'],
  },
  {
    command: { name: 'AddBook', book: { title: 'Faust' }, author: { authorId } },
    sends: 'POST /books',
    after: ['books/<new>:51'],
    href: '/books/<new>',
    refusal: [404, 'author-not-found'],
  },
  {
    command: { name: 'AddBook', book: { title: 'Faust', tags: [] }, author: { name: 'Goethe', birthdate: '1749' } },
    sends: 'POST /books',
    after: ['books/<new>:51', `authors/<newAuthor>:${bookV}`],
    href: '/books/<new>',
    refusal: [409, 'author-exists'],
  },
  {
    command: { name: 'ReplaceBook', base: book, mine: { title: 'Faust I' } },
    sends: `PUT /books/${bookId}`,
    after: [`books/${bookId}:51`],
    href: `/books/${bookId}`,
    refusal: [413, 'item-too-large'],
  },
  {
    command: { name: 'DeleteBook', base: book },
    sends: `DELETE /books/${bookId}`,
    after: [`books/${bookId}:${bookV}`],
    href: undefined,
    refusal: [409, 'book-borrowed'],
  },
  {
    command: { name: 'AddAuthor', author: { name: 'Goethe', birthdate: '1749' } },
    sends: 'POST /authors',
    after: ['authors/<new>:51'],
    href: '/authors/<new>',
    refusal: [409, 'author-exists'],
  },
  {
    command: { name: 'ReplaceAuthor', base: author, mine: { name: 'J. W. Goethe', birthdate: '1749' } },
    sends: `PUT /authors/${authorId}`,
    after: [`authors/${authorId}:51`],
    href: `/authors/${authorId}`,
    refusal: [404, 'author-not-found'],
  },
  {
    command: { name: 'DeleteAuthor', base: author },
    sends: `DELETE /authors/${authorId}`,
    after: [`authors/${authorId}:${bookV}`],
    href: undefined,
    refusal: [404, 'author-not-found'],
  },
  {
    command: { name: 'AddUser', user: { name: 'Gretchen', email: 'g@example.org' } },
    sends: 'POST /users',
    after: ['users/<new>:51'],
    href: '/users/<new>',
    refusal: [409, 'user-exists'],
  },
  {
    command: { name: 'ReplaceUser', base: user, mine: { ...fieldsOf(user), status: 'SUSPENDED' } },
    sends: `PUT /users/${userId}`,
    after: [`users/${userId}:51`],
    href: `/users/${userId}`,
    refusal: [404, 'user-not-found'],
  },
  {
    command: { name: 'DeleteUser', base: user },
    sends: `DELETE /users/${userId}`,
    after: [`users/${userId}:${userV}`],
    href: undefined,
    refusal: [409, 'user-has-loans'],
  },
];

function fieldsOf({ name, email, status, comment }: typeof user) {
  return { name, email, status, comment };
}

/** Everything goes well; `isConsistent` says whether a search finds what was written. */
export function answerAll({ api, world }: OpenPage, isConsistent: () => boolean): void {
  for (const done of ['borrow', 'return', 'missing', 'found']) api.on(`POST /books/{bookId}/${done}`, {});
  api.on('POST /books', ({ body }) => ({ status: 201, body: { bookId: Object(body).bookId, version: 51 } }));
  api.on('POST /authors', ({ body }) => ({ status: 201, body: { ...buildAuthor({ version: 51 }), ...Object(body) } }));
  api.on('POST /users', ({ body }) => ({ status: 201, body: { ...buildUser({ version: 51 }), ...Object(body) } }));
  api.on('PUT /books/{bookId}', { body: { ...book, version: 51 } });
  api.on('PUT /authors/{authorId}', { body: { ...author, version: 51 } });
  api.on('PUT /users/{userId}', { body: { ...user, version: 51 } });
  for (const path of ['books/{bookId}', 'authors/{authorId}', 'users/{userId}']) api.on(`DELETE /${path}`, {});
  api.on('GET /books/{bookId}', { body: book });
  api.on('GET /authors/{authorId}', { body: author });
  api.on('GET /users/{userId}', { body: user });
  api.on('GET /rentals/{bookId}/{userId}', { body: buildRental({ version: rentalV }) });
  api.on('GET /search', async ({ query }) => {
    if (!isConsistent()) await world.pause(Number(query.get('wait')) * 1000, new AbortController().signal);
    return { body: buildFound([], { consistent: isConsistent() }) };
  });
}
