import { atom } from 'jotai/vanilla';
import type { Command } from './command.ts';
import { createCommandAtom, repeatCommandAtom, sendCommandAtom } from './commands.ts';

interface Submission {
  readonly command: Command;
  /** The entry of what the same form sent before; empty: none. */
  readonly earlierId: string;
  /** It was said that both may come of it. */
  readonly isMeantAnew?: boolean;
}

/**
 * Sends what a form says, and gives the entry's id. As long as nobody knows whether the form's last command went through,
 * the same again is that command again, with its ids. Something else to be added is not sent but for who means it: both
 * may come of it, so the answer is undefined. (What is changed, lent or deleted is guarded by its version or status.)
 */
export const sendOrRepeatAtom = atom(null, (get, set, submission: Submission): string | undefined => {
  const { command, earlierId, isMeantAnew = false } = submission;
  const earlier = get(createCommandAtom(earlierId));
  if (earlier?.state.stage !== 'unknown' || isMeantAnew) return set(sendCommandAtom, command);
  if (isSame(earlier.command, command)) {
    set(repeatCommandAtom, earlierId);
    return earlierId;
  }
  return command.name.startsWith('Add') ? undefined : set(sendCommandAtom, command);
});

function isSame(one: Command, other: Command): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
