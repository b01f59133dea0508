import { atom } from 'jotai/vanilla';
import type { Clash, Command, CommandEntry } from './command.ts';
import { commandsAtom } from './commands.ts';

export interface ItemClash {
  readonly entry: CommandEntry;
  readonly clash: Clash;
}

/** The newest change of an item that met somebody else's, and waits for a choice. */
export function createItemClashAtom(itemId: string) {
  return atom((get): ItemClash | undefined => {
    for (const entry of get(commandsAtom)) {
      if (entry.state.stage === 'clash' && findBaseId(entry.command) === itemId) {
        return { entry, clash: entry.state.clash };
      }
    }
    return undefined;
  });
}

function findBaseId(command: Command): string | undefined {
  if (!('base' in command)) return undefined;
  if ('bookId' in command.base) return command.base.bookId;
  return 'authorId' in command.base ? command.base.authorId : command.base.userId;
}
