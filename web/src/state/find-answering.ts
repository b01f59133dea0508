import type { Command } from './command.ts';
import type { HeldCommand } from './command-entries.ts';
import { isSameCommand } from './same-command.ts';

/**
 * The entry that answers for a command, so that nothing is sent beside it: the same is on its way, or may be repeated, or
 * went through, of the same version. `earlierId`: the entry of what the same form sent before.
 */
export function findAnswering(
  held: readonly HeldCommand[],
  command: Command,
  earlierId?: string,
): HeldCommand | undefined {
  return held.find((entry) => isSameCommand(entry.command, command) && answers(entry, entry.id === earlierId));
}

function answers({ command, state, isHidden }: HeldCommand, isOfThisForm: boolean): boolean {
  const isAdding = command.name.startsWith('Add');
  switch (state.stage) {
    case 'pending':
    case 'failed':
      return true;
    case 'unknown':
      // With its card went what said so: who adds the same in another form means another one.
      return !isAdding || !isHidden || isOfThisForm;
    case 'accepted':
    case 'searchable':
      return !isAdding;
    case 'gone':
    case 'clash':
      return false;
  }
}
