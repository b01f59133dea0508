import type { Command } from './command.ts';
import { findSubjectId } from './list-written.ts';

/** Whether two commands ask for the same, of an item as it stood at one version. */
export function isSameCommand(one: Command, other: Command): boolean {
  return JSON.stringify(toAsked(one)) === JSON.stringify(toAsked(other));
}

/** An item comes with all that its view knows of it. */
function toAsked(command: Command): object {
  if ('base' in command) return { ...command, base: [findSubjectId(command), command.base.version] };
  if (!('book' in command && 'bookId' in command.book)) return command;
  return { ...command, book: [command.book.bookId, command.book.version] };
}
