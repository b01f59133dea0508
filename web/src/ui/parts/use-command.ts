import { useAtomValue, useSetAtom } from 'jotai';
import { useEffect, useMemo, useState } from 'react';
import type { Command, CommandEntry } from '../../state/command.ts';
import { createCommandAtom, repeatCommandAtom } from '../../state/commands.ts';
import { sendOrRepeatAtom } from '../../state/send-or-repeat.ts';

interface Sender {
  readonly send: (command: Command) => void;
  /** Sent, and not yet answered. */
  readonly isPending: boolean;
  readonly doubt: Doubt | undefined;
}

/** Something else was to be added, while nobody knows whether what was sent before went through. Nothing was sent. */
export interface Doubt {
  readonly earlier: CommandEntry;
  readonly onRepeatEarlier: () => void;
  readonly onSendAsWell: () => void;
}

/**
 * Sends commands from one form or button. `onTaken` is called when the truth holds one, or has become a clash: until then
 * a form keeps what was typed, as a refused command may need to be put right.
 */
export function useCommand(onTaken: (entry: CommandEntry) => void = () => {}): Sender {
  const sendOrRepeat = useSetAtom(sendOrRepeatAtom);
  const repeat = useSetAtom(repeatCommandAtom);
  const [id, setId] = useState('');
  const [doubted, setDoubted] = useState<Command>();
  const entry = useAtomValue(useMemo(() => createCommandAtom(id), [id]));
  const stage = entry?.state.stage;
  useEffect(() => {
    if (entry === undefined || (stage !== 'accepted' && stage !== 'searchable' && stage !== 'clash')) return;
    setId('');
    onTaken(entry);
  }, [entry, stage, onTaken]);
  const send = (command: Command, isMeantAnew = false): void => {
    const sentId = sendOrRepeat({ command, earlierId: id, isMeantAnew });
    setDoubted(sentId === undefined ? command : undefined);
    if (sentId !== undefined) setId(sentId);
  };
  const doubt = stage === 'unknown' &&
    entry !== undefined &&
    doubted !== undefined && {
      earlier: entry,
      onRepeatEarlier: () => repeat(entry.id),
      onSendAsWell: () => send(doubted, true),
    };
  return { send: (command) => send(command), isPending: stage === 'pending', doubt: doubt || undefined };
}
