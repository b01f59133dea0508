import { atom } from 'jotai/vanilla';
import type { Clash, CommandEntry } from './command.ts';
import { commandsAtom } from './commands.ts';
import { findSubjectId } from './list-written.ts';

export interface ItemClash {
  readonly entry: CommandEntry;
  readonly clash: Clash;
}

/** The newest change of an item that met somebody else's, and waits for a choice. */
export function createItemClashAtom(itemId: string) {
  return atom((get): ItemClash | undefined => {
    for (const entry of get(commandsAtom)) {
      if (entry.state.stage === 'clash' && findSubjectId(entry.command) === itemId) {
        return { entry, clash: entry.state.clash };
      }
    }
    return undefined;
  });
}
