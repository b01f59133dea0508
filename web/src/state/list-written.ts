import type { SearchResult } from '../api/schemas.ts';
import type { Command } from './command.ts';
import { toHref } from './routes.ts';
import type { Order } from './send-command.ts';

/** An item that a command changed. */
export interface Written {
  readonly type: SearchResult['results'][number]['type'];
  /** Of a rental: book's and user's. */
  readonly ids: readonly [string] | readonly [string, string];
  /** After the command; of a delete, the one that was deleted. Undefined: the answer did not say. */
  readonly version: number | undefined;
}

/** The first is what the command is about. */
export function listWritten({ command, newId, newAuthorId }: Order, version: number | undefined): readonly Written[] {
  switch (command.name) {
    case 'BorrowBook':
    case 'ReturnBook':
    case 'ReportMissing': {
      const { bookId } = command.book;
      return [
        { type: 'Book', ids: [bookId], version: undefined },
        { type: 'User', ids: [command.userId], version: undefined },
        { type: 'Rental', ids: [bookId, command.userId], version: undefined },
      ];
    }
    case 'ReportFound':
      return [{ type: 'Book', ids: [command.book.bookId], version: undefined }];
    case 'AddBook': {
      const book = { type: 'Book', ids: [newId], version } as const;
      if ('authorId' in command.author) return [book];
      return [book, { type: 'Author', ids: [newAuthorId], version: undefined }];
    }
    case 'AddAuthor':
      return [{ type: 'Author', ids: [newId], version }];
    case 'AddUser':
      return [{ type: 'User', ids: [newId], version }];
    case 'ReplaceBook':
      return [{ type: 'Book', ids: [command.base.bookId], version }];
    case 'ReplaceAuthor':
      return [{ type: 'Author', ids: [command.base.authorId], version }];
    case 'ReplaceUser':
      return [{ type: 'User', ids: [command.base.userId], version }];
    case 'DeleteBook':
      return [{ type: 'Book', ids: [command.base.bookId], version: command.base.version }];
    case 'DeleteAuthor':
      return [{ type: 'Author', ids: [command.base.authorId], version: command.base.version }];
    case 'DeleteUser':
      return [{ type: 'User', ids: [command.base.userId], version: command.base.version }];
  }
}

/** The id of the item that a command is about; empty: it is still to be added. */
export function findSubjectId(command: Command): string {
  return listWritten({ command, newId: '', newAuthorId: '' }, undefined)[0]?.ids[0] ?? '';
}

const views = { Book: 'book', Author: 'author', User: 'user' } as const;

/** The view of what the command is about, as long as it is there. */
export function findHref(order: Order): string | undefined {
  const [first] = listWritten(order, undefined);
  if (first === undefined || first.type === 'Rental' || order.command.name.startsWith('Delete')) return undefined;
  return toHref({ view: views[first.type], id: first.ids[0] });
}
