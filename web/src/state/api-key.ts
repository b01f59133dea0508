import { atom } from 'jotai/vanilla';
import { noteChangeAtom } from './revision.ts';
import { readStored, store } from './tab-storage.ts';

/** Since the page was loaded. */
const givenAtom = atom<string | undefined>();
const isRefusedAtom = atom(false);

/** Empty: none. Stored for this tab only. */
export const apiKeyAtom = atom((get) => get(givenAtom) ?? readStored('millrace-api-key'));

/** Whether the API let a request in neither without a key nor with the one that was given. */
export const isKeyWantedAtom = atom((get) => get(isRefusedAtom));

/** With which key: an answer may come after another one was given. */
export const noteRefusalAtom = atom(null, (get, set, key: string) => {
  if (key === get(apiKeyAtom)) set(isRefusedAtom, true);
});

/** Everything on screen is asked for again, with the key. */
export const giveKeyAtom = atom(null, (_get, set, text: string) => {
  const key = text.trim();
  set(givenAtom, key);
  store('millrace-api-key', key);
  set(isRefusedAtom, false);
  // The same key may be let in by now.
  set(noteChangeAtom);
});
