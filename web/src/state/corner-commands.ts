import { atom } from 'jotai/vanilla';
import type { CommandEntry } from './command.ts';
import { commandsAtom, dismissCommandAtom } from './commands.ts';

/** In the order in which they are to be seen: first what somebody must see to, then the rest. */
export const cornerCommandsAtom = atom((get): readonly CommandEntry[] => {
  const commands = get(commandsAtom);
  return [...commands.filter(needsSomebody), ...commands.filter((entry) => !needsSomebody(entry))];
});

/** How many of them are seen at a glance: all that somebody must see to, and what was asked for last. */
export const fewCountAtom = atom((get) => Math.max(3, get(commandsAtom).filter(needsSomebody).length + 1));

export const doneCountAtom = atom((get) => get(commandsAtom).filter(isDone).length);

export const dismissDoneAtom = atom(null, (get, set) => {
  for (const { id } of get(commandsAtom).filter(isDone)) set(dismissCommandAtom, id);
});

/** Whether nothing is left to be said about it. */
export function isDone({ state: { stage } }: CommandEntry): boolean {
  return stage === 'searchable' || stage === 'gone';
}

/** Whether it does not go on by itself. */
function needsSomebody({ state: { stage } }: CommandEntry): boolean {
  return stage === 'failed' || stage === 'unknown' || stage === 'clash';
}
