import { atom } from 'jotai/vanilla';
import type { Command, CommandEntry, Named } from './command.ts';
import { heldCommandsAtom } from './command-entries.ts';
import { formsOnScreenAtom } from './command-form.ts';
import { compareVersions } from './compare-versions.ts';
import { findHref, findSubjectId } from './list-written.ts';
import { navigateAtom, visitAtom } from './location.ts';
import { toHref } from './routes.ts';
import type { Order } from './send-command.ts';

/** A refused command that is to be put right in a form. */
export interface Draft<Name extends Command['name']> {
  readonly sentId: string;
  readonly command: Named<Name>;
}

/** Waits for its form during one visit of its view: no form is to open hours after somebody asked for it. */
const baseAtom = atom<{ readonly sentId: string; readonly visit: object } | undefined>();

/** What is to stand in a form of this kind, for this item, when it opens; undefined when nothing waits for it. */
export function createDraftAtom<Name extends Command['name']>(name: Name, itemId: string) {
  return atom((get): Draft<Name> | undefined => {
    const waiting = get(baseAtom);
    if (waiting === undefined || waiting.visit !== get(visitAtom)) return undefined;
    const command = get(heldCommandsAtom).find(({ id }) => id === waiting.sentId)?.command;
    if (command === undefined || !isNamed(command, name) || findSubjectId(command) !== itemId) return undefined;
    return { sentId: waiting.sentId, command };
  });
}

export const dropDraftAtom = atom(null, (_get, set) => set(baseAtom, undefined));

/** Whether something was refused after its form had gone, and no other form stands where it would be opened. */
export const canReopenAtom = atom((get) => {
  const forms = get(formsOnScreenAtom);
  return ({ command, state }: CommandEntry): boolean => {
    if (state.stage !== 'failed' || state.isRepeatable || !wasTyped(command)) return false;
    // There is no form for what is gone.
    if (command.name.startsWith('Replace') && state.problem.name.endsWith('-not-found')) return false;
    const subjectId = findSubjectId(command);
    return !forms.some(({ name, itemId = '' }) => name === command.name && itemId === subjectId);
  };
});

/** Opens its form once more, as it was filled in, so that it can be put right. */
export const reopenAtom = atom(null, (get, set, id: string) => {
  const held = get(heldCommandsAtom).find((entry) => entry.id === id);
  if (held === undefined) return;
  set(navigateAtom, findFormHref(held.order));
  set(baseAtom, { sentId: id, visit: get(visitAtom) });
});

/** A status alone is set by a button, and would be chosen again as easily. */
function wasTyped(command: Command): boolean {
  if (!('mine' in command)) return command.name.startsWith('Add');
  return compareVersions(command, command.base)?.fields.some(({ field }) => field !== 'status') ?? false;
}

function findFormHref(order: Order): string {
  switch (order.command.name) {
    case 'AddBook':
      return toHref({ view: 'add-book' });
    case 'AddAuthor':
      return toHref({ view: 'authors' });
    case 'AddUser':
      return toHref({ view: 'users' });
    default:
      return findHref(order) ?? toHref({ view: 'search' });
  }
}

function isNamed<Name extends Command['name']>(command: Command, name: Name): command is Named<Name> {
  return command.name === name;
}
