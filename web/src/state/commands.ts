import { atom } from 'jotai/vanilla';
import { connectAtom } from './access.ts';
import { awaitSearchable } from './await-searchable.ts';
import type { Command, CommandEntry, CommandState, Side } from './command.ts';
import { adviseCommand } from './command-advice.ts';
import {
  forgetCommandAtom,
  type HeldCommand,
  heldCommandsAtom,
  holdCommandAtom,
  putCommandStateAtom,
} from './command-entries.ts';
import { mergeChoices } from './compare-versions.ts';
import { describeCommand } from './describe-command.ts';
import { findHref, type Written } from './list-written.ts';
import { isPassing, performCommand, type Verdict } from './perform-command.ts';
import { noteChangeAtom, noteSeenAtom } from './revision.ts';
import { type World, worldAtom } from './world.ts';

/** Every command of this visit, the newest first, until it is dismissed. */
export const commandsAtom = atom((get): readonly CommandEntry[] => get(heldCommandsAtom));

export function createCommandAtom(id: string) {
  return atom((get) => get(commandsAtom).find((entry) => entry.id === id));
}

/** Gives the entry's id. The outcome stands in the entry, whatever it is. */
export const sendCommandAtom = atom(null, (get, set, command: Command): string => {
  const world = get(worldAtom);
  const order = { command, newId: drawId(world), newAuthorId: drawId(world) };
  const held: HeldCommand = {
    id: order.newId,
    label: describeCommand(command),
    command,
    startedAtMs: world.nowMs(),
    state: { stage: 'pending' },
    order,
    isRepeat: false,
    abort: new AbortController(),
  };
  set(holdCommandAtom, held);
  set(runAtom, held);
  return held.id;
});

/** Dismisses all that searches find: nothing is left to be said about it. */
export const dismissSearchableAtom = atom(null, (get, set) => {
  for (const { id, state } of get(heldCommandsAtom)) if (state.stage === 'searchable') set(dismissCommandAtom, id);
});

export const searchableCountAtom = atom(
  (get) => get(heldCommandsAtom).filter(({ state }) => state.stage === 'searchable').length,
);

/** Sends it again as it was; with the same ids, so that nothing is done twice. */
export const repeatCommandAtom = atom(null, (get, set, id: string) => {
  const held = get(heldCommandsAtom).find((entry) => entry.id === id);
  if (held === undefined || (held.state.stage !== 'unknown' && held.state.stage !== 'failed')) return;
  set(startAgainAtom, { ...held, isRepeat: held.isRepeat || held.state.stage === 'unknown' });
});

/** By field: whose value to keep. Fields without a choice keep the side that changed them, else the present value. */
export const resolveClashAtom = atom(
  null,
  (get, set, { id, choices }: { readonly id: string; readonly choices: Readonly<Record<string, Side>> }) => {
    const held = get(heldCommandsAtom).find((entry) => entry.id === id);
    if (held?.state.stage !== 'clash' || !('mine' in held.command)) return;
    const command = mergeChoices(held.command, held.state.clash, choices);
    set(startAgainAtom, { ...held, command, order: { ...held.order, command }, isRepeat: false });
  },
);

/** Only hides it: what was sent is sent. One that is pending stays, as nobody would see it refused. */
export const dismissCommandAtom = atom(null, (get, set, id: string) => {
  const held = get(heldCommandsAtom).find((entry) => entry.id === id);
  if (held?.state.stage === 'pending') return;
  if (held?.state.stage === 'accepted') held.abort.abort();
  set(forgetCommandAtom, id);
});

const startAgainAtom = atom(null, (get, set, held: HeldCommand) => {
  const started: HeldCommand = { ...held, startedAtMs: get(worldAtom).nowMs(), state: { stage: 'pending' } };
  set(holdCommandAtom, started);
  set(runAtom, started);
});

const runAtom = atom(null, async (get, set, held: HeldCommand) => {
  const { order, isRepeat } = held;
  const access = { ask: set(connectAtom), pause: get(worldAtom).pause, signal: held.abort.signal };
  const verdict = await performCommand({ order, isRepeat, ...access });
  // Accepted or refused, the truth is not what is on screen.
  set(noteChangeAtom);
  set(putCommandStateAtom, held.id, toState(verdict, get(worldAtom).nowMs()), findHref(order));
  if (verdict.kind === 'accepted') await set(followAtom, held, verdict.written);
});

const followAtom = atom(null, async (get, set, held: HeldCommand, written: readonly Written[]) => {
  const world = get(worldAtom);
  const acceptedAtMs = world.nowMs();
  const access = { ask: set(connectAtom), pause: world.pause, signal: held.abort.signal };
  try {
    const known = await awaitSearchable({
      ...access,
      written,
      noteLate: (late) => set(putCommandStateAtom, held.id, { stage: 'accepted', acceptedAtMs, late }),
    });
    const atMs = world.nowMs();
    set(putCommandStateAtom, held.id, { stage: 'searchable', tookMs: atMs - held.startedAtMs });
    set(noteSeenAtom, { known, atMs });
  } catch (error) {
    // Dismissed: nobody waits for it any more.
    if (!held.abort.signal.aborted) throw error;
  }
});

function toState(verdict: Verdict, acceptedAtMs: number): CommandState {
  switch (verdict.kind) {
    case 'accepted':
      return { stage: 'accepted', acceptedAtMs };
    case 'refused': {
      const { problem } = verdict;
      return {
        stage: 'failed',
        problem: adviseCommand(problem),
        isRepeatable: isPassing(problem) || problem.name === 'forbidden',
      };
    }
    case 'unknown':
      return { stage: 'unknown', problem: verdict.problem };
    case 'clash':
      return { stage: 'clash', clash: verdict.clash };
  }
}

/** As the API makes them: 13 digits of time, 14 letters that nobody else draws. */
function drawId({ nowMs, drawText }: World): string {
  return `${String(nowMs()).padStart(13, '0')}${drawText(14)}`;
}
