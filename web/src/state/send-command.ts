import type { Reply } from '../api/ask.ts';
import type { BookFields } from '../api/schemas.ts';
import type { Command, Named } from './command.ts';
import type { Access } from './read-item.ts';

/** A command as it is sent: with ids of its own for what it adds, so that it can be sent again without adding it twice. */
export interface Order {
  readonly command: Command;
  readonly newId: string;
  readonly newAuthorId: string;
}

export type Sent = Reply<{ readonly version: number } | undefined>;

export function sendCommand(order: Order, access: Access): Promise<Sent> {
  const { command } = order;
  switch (command.name) {
    case 'BorrowBook':
    case 'ReturnBook':
    case 'ReportMissing':
    case 'ReportFound':
      return lend(command, access);
    case 'AddBook':
    case 'AddAuthor':
    case 'AddUser':
      return add(order, command, access);
    case 'ReplaceBook':
    case 'ReplaceAuthor':
    case 'ReplaceUser':
      return replace(command, access);
    case 'DeleteBook':
    case 'DeleteAuthor':
    case 'DeleteUser':
      return remove(command, access);
  }
}

const lendingPaths = {
  BorrowBook: '/books/{bookId}/borrow',
  ReturnBook: '/books/{bookId}/return',
  ReportMissing: '/books/{bookId}/missing',
} as const;

function lend(command: Extract<Command, { readonly book: { readonly bookId: string } }>, { ask, signal }: Access) {
  const path = { bookId: command.book.bookId };
  if (command.name === 'ReportFound') {
    return ask(signal, (api, signal) => api.POST('/books/{bookId}/found', { params: { path }, signal }));
  }
  const body = { userId: command.userId };
  return ask(signal, (api, signal) => api.POST(lendingPaths[command.name], { params: { path }, body, signal }));
}

function add(
  { newId, newAuthorId }: Order,
  command: Named<'AddBook' | 'AddAuthor' | 'AddUser'>,
  { ask, signal }: Access,
): Promise<Sent> {
  switch (command.name) {
    case 'AddBook': {
      const author =
        'authorId' in command.author
          ? { authorId: command.author.authorId }
          : { authorId: newAuthorId, ...command.author };
      const body = { bookId: newId, author, ...withoutBlanks(command.book) };
      return ask(signal, (api, signal) => api.POST('/books', { body, signal }));
    }
    case 'AddAuthor':
      return ask(signal, (api, signal) =>
        api.POST('/authors', { body: { authorId: newId, ...command.author }, signal }),
      );
    case 'AddUser':
      return ask(signal, (api, signal) => api.POST('/users', { body: { userId: newId, ...command.user }, signal }));
  }
}

function replace(
  command: Named<'ReplaceBook' | 'ReplaceAuthor' | 'ReplaceUser'>,
  { ask, signal }: Access,
): Promise<Sent> {
  const header = ifMatch(command.base);
  switch (command.name) {
    case 'ReplaceBook': {
      const params = { path: { bookId: command.base.bookId }, header };
      const body = withoutBlanks(command.mine);
      return ask(signal, (api, signal) => api.PUT('/books/{bookId}', { params, body, signal }));
    }
    case 'ReplaceAuthor': {
      const params = { path: { authorId: command.base.authorId }, header };
      return ask(signal, (api, signal) => api.PUT('/authors/{authorId}', { params, body: command.mine, signal }));
    }
    case 'ReplaceUser': {
      const params = { path: { userId: command.base.userId }, header };
      return ask(signal, (api, signal) => api.PUT('/users/{userId}', { params, body: command.mine, signal }));
    }
  }
}

function remove(command: Named<'DeleteBook' | 'DeleteAuthor' | 'DeleteUser'>, { ask, signal }: Access): Promise<Sent> {
  const header = ifMatch(command.base);
  switch (command.name) {
    case 'DeleteBook': {
      const params = { path: { bookId: command.base.bookId }, header };
      return ask(signal, (api, signal) => api.DELETE('/books/{bookId}', { params, signal }));
    }
    case 'DeleteAuthor': {
      const params = { path: { authorId: command.base.authorId }, header };
      return ask(signal, (api, signal) => api.DELETE('/authors/{authorId}', { params, signal }));
    }
    case 'DeleteUser': {
      const params = { path: { userId: command.base.userId }, header };
      return ask(signal, (api, signal) => api.DELETE('/users/{userId}', { params, signal }));
    }
  }
}

function ifMatch({ version }: { readonly version: number }) {
  return { 'If-Match': `"${version}"` };
}

/** A field that was left blank, or has no value after a clash, is one that the book does not have. */
function withoutBlanks({ title, ...optional }: BookFields): BookFields {
  const filled = Object.entries(optional).filter(([, value]) => value !== undefined && value.length > 0);
  return { title, ...Object.fromEntries(filled) };
}
