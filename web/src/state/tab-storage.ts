import { atom } from 'jotai/vanilla';

// What is stored for this tab: gone when it is closed, and back where the browser brings back what was closed. Where it
// stores nothing, as one does that blocks all cookies, even to name the storage throws: the page then goes on without, and
// has forgotten everything when it is loaded again.

type Name = 'millrace-api-key' | 'millrace-commands';

/** Whether there is something to be taken up: the code for it is loaded only where it is needed. */
export const hasStoredCommandsAtom = atom(() => readStored('millrace-commands') !== '');

/** Empty: nothing is stored. */
export function readStored(name: Name): string {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

export function store(name: Name, text: string): void {
  try {
    // What there is no room for leaves nothing older behind.
    sessionStorage.removeItem(name);
    if (text !== '') sessionStorage.setItem(name, text);
  } catch {}
}
