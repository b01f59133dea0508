import { type Atom, atom, type WritableAtom } from 'jotai/vanilla';
import type { Command, CommandEntry } from './command.ts';
import { heldCommandsAtom } from './command-entries.ts';
import { isSameCommand } from './same-command.ts';
import { sendOrRepeatAtom } from './send-or-repeat.ts';

/** A form as it is filled in once, from when it is opened until it is closed. */
export interface CommandForm {
  readonly stateAtom: Atom<FormState>;
  readonly submitAtom: WritableAtom<null, [filledIn: FilledIn], void>;
  /**
   * Parts from a command that was taken, given what stands in the form then. The answer is its entry when the form says
   * nothing else: what was typed since stays.
   */
  readonly settleAtom: WritableAtom<null, [present: Command | undefined], CommandEntry | undefined>;
}

/** What a form sends, about which item (none: it adds one), and the entry of what is to be put right in it. */
export interface FormSubject {
  readonly name: Command['name'];
  readonly itemId?: string;
  readonly sentId?: string;
}

export interface FormState {
  /** Sent, and not yet answered. */
  readonly isPending: boolean;
  /** Something else was to be added, while nobody knows whether this one went through. Nothing was sent. */
  readonly doubted?: CommandEntry;
  /** The truth holds it, or it has become a clash: the form is no longer needed for it. */
  readonly taken?: CommandEntry;
}

interface FilledIn {
  readonly command: Command;
  readonly isMeantAnew?: boolean;
}

const takenStages: readonly string[] = ['accepted', 'searchable', 'gone', 'clash'];

const onScreenAtom = atom<readonly FormSubject[]>([]);

/** What the forms that are on screen are for. */
export const formsOnScreenAtom = atom((get) => get(onScreenAtom));

export function createCommandForm(subject: FormSubject): CommandForm {
  const sentIdAtom = atom(subject.sentId ?? '');
  const isDoubtedAtom = atom(false);
  const sentAtom = atom((get) => get(heldCommandsAtom).find(({ id }) => id === get(sentIdAtom)));
  const presenceAtom = createPresenceAtom(subject);
  return {
    stateAtom: atom((get): FormState => {
      // Holds nothing: who looks at the form has it mounted.
      get(presenceAtom);
      const sent = get(sentAtom);
      if (sent === undefined) return { isPending: false };
      const { stage } = sent.state;
      if (takenStages.includes(stage)) return { isPending: false, taken: sent };
      if (stage === 'unknown' && get(isDoubtedAtom)) return { isPending: false, doubted: sent };
      return { isPending: stage === 'pending' };
    }),
    submitAtom: atom(null, (get, set, filledIn) => {
      const sentId = set(sendOrRepeatAtom, { ...filledIn, earlierId: get(sentIdAtom) });
      set(isDoubtedAtom, sentId === undefined);
      if (sentId !== undefined) set(sentIdAtom, sentId);
    }),
    settleAtom: atom(null, (get, set, present) => {
      const sent = get(sentAtom);
      set(sentIdAtom, '');
      return sent !== undefined && present !== undefined && isSameCommand(sent.command, present) ? sent : undefined;
    }),
  };
}

/** Notes that the form is on screen for as long as it is mounted. */
function createPresenceAtom(subject: FormSubject): Atom<null> {
  const presenceAtom = atom(null, (_get, set, isThere: boolean) =>
    set(onScreenAtom, (others) => (isThere ? [...others, subject] : others.filter((one) => one !== subject))),
  );
  presenceAtom.onMount = (note) => {
    note(true);
    return () => note(false);
  };
  return presenceAtom;
}
