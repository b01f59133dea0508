import { atom } from 'jotai/vanilla';
import { atomWithStorage, createJSONStorage } from 'jotai/vanilla/utils';
import { noteChangeAtom } from './revision.ts';

/** Kept for this tab only, and as long as it is open. */
const storedAtom = atomWithStorage<string>(
  'millrace-api-key',
  '',
  createJSONStorage(() => globalThis.sessionStorage),
  { getOnInit: true },
);
const isRefusedAtom = atom(false);

export const apiKeyAtom = atom((get) => get(storedAtom));

/** Whether the API let a request in neither without a key nor with the one that was given. */
export const isKeyWantedAtom = atom((get) => get(isRefusedAtom));

export const noteRefusalAtom = atom(null, (_get, set) => set(isRefusedAtom, true));

/** Everything on screen is asked for again, with the key. */
export const giveKeyAtom = atom(null, (_get, set, key: string) => {
  set(storedAtom, key.trim());
  set(isRefusedAtom, false);
  // The same key may be let in by now.
  set(noteChangeAtom);
});
