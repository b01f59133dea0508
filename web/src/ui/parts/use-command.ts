import { useAtomValue, useSetAtom } from 'jotai';
import type { Command } from '../../state/command.ts';
import { sendOrRepeatAtom } from '../../state/send-or-repeat.ts';
import { findHindranceAtom, type Hindrance } from '../../state/under-way.ts';

/** For a button that sends one command, wherever and how often it stands on screen. */
export function useCommand(command: Command): Hindrance & { readonly send: () => void } {
  const sendOrRepeat = useSetAtom(sendOrRepeatAtom);
  const find = useAtomValue(findHindranceAtom);
  return { ...find(command), send: () => sendOrRepeat({ command }) };
}
