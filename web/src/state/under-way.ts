import { atom } from 'jotai/vanilla';
import type { Command } from './command.ts';
import { heldCommandsAtom } from './command-entries.ts';
import { findAnswering } from './find-answering.ts';
import { findSubjectId } from './list-written.ts';

/** What keeps a command from being sent by a button. */
export interface Hindrance {
  /** It is sent, and not yet answered. */
  readonly isPending: boolean;
  /** Pending, or gone through while what is on screen does not show it yet, or another one about its item is pending. */
  readonly isHindered: boolean;
}

export const findHindranceAtom = atom((get) => {
  const held = get(heldCommandsAtom);
  const pending = held.filter(({ state }) => state.stage === 'pending');
  return (command: Command): Hindrance => {
    const stage = findAnswering(held, command)?.state.stage;
    const isPending = stage === 'pending';
    const subjectId = findSubjectId(command);
    const isBusy = pending.some((entry) => findSubjectId(entry.command) === subjectId);
    return { isPending, isHindered: isPending || isBusy || stage === 'accepted' || stage === 'searchable' };
  };
});
