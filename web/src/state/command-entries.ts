import { atom } from 'jotai/vanilla';
import type { CommandEntry, CommandState } from './command.ts';
import type { Order } from './send-command.ts';

/** An entry with what is needed to send it again. */
export interface HeldCommand extends CommandEntry {
  readonly order: Order;
  /** Whether an attempt may have gone through unheard. */
  readonly isRepeat: boolean;
  readonly abort: AbortController;
}

const baseAtom = atom<readonly HeldCommand[]>([]);

/** The newest first. */
export const heldCommandsAtom = atom((get) => get(baseAtom));

/** Takes the place of the entry with its id, or stands before all. */
export const holdCommandAtom = atom(null, (get, set, held: HeldCommand) => {
  const isThere = get(baseAtom).some(({ id }) => id === held.id);
  const entries = get(baseAtom).map((entry) => (entry.id === held.id ? held : entry));
  set(baseAtom, isThere ? entries : [held, ...entries]);
});

export const putCommandStateAtom = atom(null, (_get, set, id: string, state: CommandState, href?: string) => {
  const isThere = state.stage === 'accepted' || state.stage === 'clash';
  const more = href === undefined || !isThere ? {} : { href };
  set(baseAtom, (entries) => entries.map((entry) => (entry.id === id ? { ...entry, ...more, state } : entry)));
});

export const forgetCommandAtom = atom(null, (_get, set, id: string) => {
  set(baseAtom, (entries) => entries.filter((entry) => entry.id !== id));
});

/** How many are accepted and not searchable yet: what is on screen may lack them. */
export const unsettledCountAtom = atom((get) => get(baseAtom).filter(({ state }) => state.stage === 'accepted').length);

/** Whether a search was asked again and again for what was accepted, and does not find it. */
export const isIndexBehindAtom = atom((get) =>
  get(baseAtom).some(({ state }) => state.stage === 'accepted' && state.late === 'index-behind'),
);
