import { atom } from 'jotai/vanilla';
import type { Command } from './command.ts';
import { forgetCommandAtom, heldCommandsAtom } from './command-entries.ts';
import { repeatCommandAtom, sendCommandAtom } from './commands.ts';
import { findAnswering } from './find-answering.ts';

interface Submission {
  readonly command: Command;
  /** The entry of what the same form sent before. */
  readonly earlierId?: string;
  /** It was said that both may come of it. */
  readonly isMeantAnew?: boolean;
}

/**
 * Sends what a form or a button says, and gives the entry's id. Where an entry answers for the same, it is that command,
 * again if it is to be repeated, with its ids. Something else to be added by a form, while nobody knows about what it sent
 * before, is not sent but for who means it: both may come of it, so the answer is undefined.
 * (What is changed, lent or deleted is guarded by its version or status.)
 */
export const sendOrRepeatAtom = atom(null, (get, set, submission: Submission): string | undefined => {
  const { command, earlierId, isMeantAnew = false } = submission;
  const held = get(heldCommandsAtom);
  const answering = findAnswering(held, command, earlierId);
  if (answering !== undefined) {
    set(repeatCommandAtom, answering.id);
    return answering.id;
  }
  const earlier = held.find(({ id }) => id === earlierId);
  if (earlier?.state.stage === 'unknown' && command.name.startsWith('Add') && !isMeantAnew) return undefined;
  // Put right, it takes the place of what was refused: nobody is to repeat that as well.
  if (earlier?.state.stage === 'failed') set(forgetCommandAtom, earlier.id);
  return set(sendCommandAtom, command);
});
