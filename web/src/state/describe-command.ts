import type { Command } from './command.ts';

/** What was asked for, in a few words. */
export function describeCommand(command: Command): string {
  switch (command.name) {
    case 'BorrowBook':
      return `Borrow “${command.book.title}”`;
    case 'ReturnBook':
      return `Return “${command.book.title}”`;
    case 'ReportMissing':
      return `Report “${command.book.title}” missing`;
    case 'ReportFound':
      return `Put “${command.book.title}” back on the shelf`;
    case 'AddBook':
      return `Add “${command.book.title}”`;
    case 'ReplaceBook':
      return `Change “${command.mine.title}”`;
    case 'DeleteBook':
      return `Delete “${command.base.title}”`;
    case 'AddAuthor':
      return `Add ${command.author.name}`;
    case 'AddUser':
      return `Add ${command.user.name}`;
    case 'ReplaceAuthor':
    case 'ReplaceUser':
      return `Change ${command.mine.name}`;
    case 'DeleteAuthor':
    case 'DeleteUser':
      return `Delete ${command.base.name}`;
  }
}
