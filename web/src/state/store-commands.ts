import { atom } from 'jotai/vanilla';
import { atomEffect } from 'jotai-effect';
import { createProblem, type Problem } from '../api/problem.ts';
import type { Command } from './command.ts';
import { type HeldCommand, heldCommandsAtom, holdEarlierCommandsAtom } from './command-entries.ts';
import { followAtom } from './commands.ts';
import { listWritten } from './list-written.ts';
import { readStored, store } from './tab-storage.ts';

/** As long as somebody looks: stores what is not settled for when the page is loaded again, and then takes it up. */
export const storeCommandsAtom = atom((get) => get(storeEffect));

const isTakenUpAtom = atom(false);

const storeEffect = atomEffect((get, set) => {
  get(heldCommandsAtom);
  if (!get.peek(isTakenUpAtom)) {
    set(isTakenUpAtom, true);
    set(takeUpAtom);
  }
  store('millrace-commands', writeCommands(get.peek(heldCommandsAtom)));
});

const takeUpAtom = atom(null, (_get, set) => {
  const earlier = parseCommands(readStored('millrace-commands'));
  set(holdEarlierCommandsAtom, earlier);
  for (const { id, order, state } of earlier) {
    // Which version was written is read from the table again.
    if (state.stage === 'accepted') set(followAtom, { id, written: listWritten(order, undefined) });
  }
});

/** To be raised with every change of `HeldCommand`: a page that is newer than the tab does not take up what it cannot read. */
const form = 1;

interface Stored {
  readonly form: number;
  readonly commands: readonly HeldCommand[];
}

/** Empty: none. */
function writeCommands(held: readonly HeldCommand[]): string {
  const commands = held.filter(isUnsettled).map(toStored);
  const stored: Stored = { form, commands };
  return commands.length === 0 ? '' : JSON.stringify(stored);
}

function isUnsettled({ state: { stage }, isHidden }: HeldCommand): boolean {
  // Who dismissed a doubt is not asked about it again.
  return stage !== 'searchable' && stage !== 'gone' && (stage !== 'unknown' || !isHidden);
}

/** What is accepted is not sent again: ids and versions are enough to follow it, and its label to show it. */
function toStored(held: HeldCommand): HeldCommand {
  if (held.state.stage !== 'accepted') return held;
  const command = blankTexts(held.command);
  return { ...held, command, order: { ...held.order, command }, state: { stage: 'accepted' } };
}

function blankTexts(command: Command): Command {
  const isNeeded = (key: string) => key.endsWith('Id') || key === 'status';
  const blank = (key: string, value: unknown) => (typeof value === 'string' && !isNeeded(key) ? '' : value);
  return { ...JSON.parse(JSON.stringify(command, blank)), name: command.name };
}

/** As they go on from there. */
function parseCommands(text: string): readonly HeldCommand[] {
  try {
    const stored: Stored | null = JSON.parse(text);
    return stored?.form === form ? stored.commands.map(takeUp) : [];
  } catch {
    return [];
  }
}

function takeUp(held: HeldCommand): HeldCommand {
  return held.state.stage === 'pending' ? { ...held, state: { stage: 'unknown', problem: leftBehind } } : held;
}

const leftBehind: Problem = {
  ...createProblem('no-answer'),
  meaning: 'The page was loaded again before the answer came.',
};
