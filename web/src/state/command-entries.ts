import { atom } from 'jotai/vanilla';
import type { CommandEntry, CommandState } from './command.ts';
import type { Order } from './send-command.ts';

/** An entry with what is needed to send it again. */
export interface HeldCommand extends CommandEntry {
  readonly order: Order;
  /** Whether an attempt may have gone through unheard. */
  readonly isRepeat: boolean;
  /** Dismissed, but not settled: it goes on unseen. */
  readonly isHidden: boolean;
}

const baseAtom = atom<readonly HeldCommand[]>([]);

/** What was sent or repeated last stands first. */
export const heldCommandsAtom = atom((get) => get(baseAtom));

/** It stands before all, and for the entry with its id. */
export const holdCommandAtom = atom(null, (_get, set, held: HeldCommand) => {
  set(baseAtom, (entries) => [held, ...entries.filter(({ id }) => id !== held.id)]);
});

/** Of the time before the page was loaded: they stand after all. */
export const holdEarlierCommandsAtom = atom(null, (_get, set, earlier: readonly HeldCommand[]) => {
  set(baseAtom, (entries) => [...entries, ...earlier]);
});

export const hideCommandAtom = atom(null, (_get, set, id: string) => {
  set(baseAtom, (entries) => entries.map((entry) => (entry.id === id ? { ...entry, isHidden: true } : entry)));
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
