import { atom } from 'jotai/vanilla';
import { connectAtom } from './access.ts';
import { awaitSearchable } from './await-searchable.ts';
import type { Command, CommandEntry, CommandState, Side } from './command.ts';
import { adviseCommand } from './command-advice.ts';
import {
  forgetCommandAtom,
  type HeldCommand,
  heldCommandsAtom,
  hideCommandAtom,
  holdCommandAtom,
  putCommandStateAtom,
} from './command-entries.ts';
import { mergeChoices } from './compare-versions.ts';
import { describeCommand } from './describe-command.ts';
import { findHref, type Written } from './list-written.ts';
import { isPassing, performCommand, type Verdict } from './perform-command.ts';
import { noteChangeAtom, noteSeenAtom } from './revision.ts';
import { type World, worldAtom } from './world.ts';

/** Every command until it is dismissed; what was sent or repeated last stands first. */
export const commandsAtom = atom((get): readonly CommandEntry[] =>
  get(heldCommandsAtom).filter(({ isHidden }) => !isHidden),
);

/** Gives the entry's id. The outcome stands in the entry, whatever it is. */
export const sendCommandAtom = atom(null, (get, set, command: Command): string => {
  const world = get(worldAtom);
  const order = { command, newId: drawId(world), newAuthorId: drawId(world) };
  const held: HeldCommand = {
    id: order.newId,
    label: describeCommand(command),
    command,
    state: { stage: 'pending' },
    order,
    isRepeat: false,
    isHidden: false,
  };
  set(holdCommandAtom, held);
  set(runAtom, held);
  return held.id;
});

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

/** What is accepted goes on unseen, and a doubt is still one. What is pending stays: nobody would see it refused. */
export const dismissCommandAtom = atom(null, (get, set, id: string) => {
  const held = get(heldCommandsAtom).find((entry) => entry.id === id);
  if (held === undefined || held.state.stage === 'pending') return;
  const isSettled = held.state.stage !== 'accepted' && held.state.stage !== 'unknown';
  set(isSettled ? forgetCommandAtom : hideCommandAtom, id);
});

const startAgainAtom = atom(null, (_get, set, held: HeldCommand) => {
  const started: HeldCommand = { ...held, state: { stage: 'pending' }, isHidden: false };
  set(holdCommandAtom, started);
  set(runAtom, started);
});

const runAtom = atom(null, async (get, set, held: HeldCommand) => {
  const { order, isRepeat } = held;
  const startedAtMs = get(worldAtom).nowMs();
  const verdict = await performCommand({ order, isRepeat, ...set(reachAtom) });
  // Accepted or refused, the truth is not what is on screen.
  set(noteChangeAtom);
  set(putCommandStateAtom, held.id, toState(verdict), findHref(order));
  if (verdict.kind === 'accepted') await set(followAtom, { id: held.id, written: verdict.written, startedAtMs });
});

interface Following {
  readonly id: string;
  readonly written: readonly Written[];
  /** Absent: before the page was loaded. */
  readonly startedAtMs?: number;
}

/** Follows what was accepted until searches find it. */
export const followAtom = atom(null, async (get, set, { id, written, startedAtMs }: Following) => {
  const known = await awaitSearchable({
    ...set(reachAtom),
    written,
    noteLate: (late) => set(putCommandStateAtom, id, { stage: 'accepted', late }),
  });
  const atMs = get(worldAtom).nowMs();
  const took = startedAtMs === undefined ? {} : { tookMs: atMs - startedAtMs };
  set(putCommandStateAtom, id, known.length === 0 ? { stage: 'gone' } : { stage: 'searchable', ...took });
  if (get(heldCommandsAtom).some((entry) => entry.id === id && entry.isHidden)) set(forgetCommandAtom, id);
  set(noteSeenAtom, { known, atMs });
});

/** What was sent is sent: no command is ever given up. */
const never = new AbortController().signal;

const reachAtom = atom(null, (get, set) => ({
  access: { ask: set(connectAtom), signal: never },
  pause: (ms: number) => get(worldAtom).pause(ms, never),
}));

function toState(verdict: Verdict): CommandState {
  switch (verdict.kind) {
    case 'accepted':
      return { stage: 'accepted' };
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
