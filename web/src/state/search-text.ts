import { atom } from 'jotai/vanilla';
import { atomEffect } from 'jotai-effect';
import type { Parameters } from '../api/query.ts';
import { changeParametersAtom, hrefAtom, parametersAtom } from './location.ts';
import { worldAtom } from './world.ts';

const pauseOfTypingMs = 250;
/** Whoever rests that long has looked at what was found: Back is to lead there. */
const restMs = 2000;

interface Typed {
  readonly text: string;
  readonly atMs: number;
  readonly isSubmitted: boolean;
  /** Where the typing began, or what it has put there since. */
  readonly href: string;
}

/** Typed, and not yet in the address, or just put there. */
const typedAtom = atom<Typed | undefined>();
// Where nobody looks at a search box any more, what was typed there is left behind.
typedAtom.onMount = (set) => () => set(undefined);

/** What stands in the search box: ahead of the address while somebody types, else as the address says. */
export const searchTextAtom = atom((get) => {
  get(followTypingEffect);
  const typed = get(typedAtom);
  return typed?.href === get(hrefAtom) ? typed.text : (get(parametersAtom).get('q') ?? '');
});

/** The address follows when the typing pauses. A spell of typing is one entry of the history, until it rests. */
export const typeTextAtom = atom(null, (get, set, text: string) => {
  const earlier = get(typedAtom);
  const href = get(hrefAtom);
  const atMs = get(worldAtom).nowMs();
  const isGoingOn = earlier?.href === href && atMs - earlier.atMs < restMs;
  set(typedAtom, { text, atMs, isSubmitted: isGoingOn && earlier.isSubmitted, href });
});

/** Changes parameters of the view, and takes along what was typed just before. */
export const narrowAtom = atom(null, (get, set, changes: Parameters) => {
  const typed = get(typedAtom);
  set(changeParametersAtom, { ...(typed?.href === get(hrefAtom) ? { q: typed.text.trim() } : {}), ...changes });
});

/** At once, as after the key Enter. What is typed then is a spell of its own. */
export const submitTextAtom = atom(null, (get, set) => {
  const typed = get(typedAtom);
  if (typed === undefined) return;
  set(putIntoAddressAtom, typed.text);
  set(typedAtom, undefined);
});

const putIntoAddressAtom = atom(null, (get, set, text: string) => {
  const typed = get(typedAtom);
  if (typed?.href !== get(hrefAtom)) return;
  if (text.trim() !== (get(parametersAtom).get('q') ?? '')) {
    set(changeParametersAtom, { q: text.trim() }, { replace: typed.isSubmitted });
    set(typedAtom, { ...typed, text, isSubmitted: true, href: get(hrefAtom) });
  }
});

const followTypingEffect = atomEffect((get, set) => {
  const typed = get(typedAtom);
  if (typed === undefined) return;
  // So it is when the address has gone elsewhere: it is not to be there again on the way back.
  if (typed.href !== get(hrefAtom)) return set(typedAtom, undefined);
  const abort = new AbortController();
  get(worldAtom)
    .pause(pauseOfTypingMs, abort.signal)
    .then(
      () => set(putIntoAddressAtom, typed.text),
      () => undefined,
    );
  return () => abort.abort();
});
