import { atom } from 'jotai/vanilla';

const isVisibleBaseAtom = atom(true);
isVisibleBaseAtom.onMount = (set) => follow(() => set(isVisible()));

/** Whether anybody can see this tab. */
export const isVisibleAtom = atom((get) => get(isVisibleBaseAtom));

const countAtom = atom(0);
countAtom.onMount = (set) => follow((isChange) => isChange && isVisible() && set((count) => count + 1));

/** Rises when the tab can be seen again: what is on screen is as old as the last look at it. */
export const appearancesAtom = atom((get) => get(countAtom));

function isVisible(): boolean {
  return document.visibilityState !== 'hidden';
}

function follow(look: (isChange: boolean) => void): () => void {
  const change = () => look(true);
  look(false);
  document.addEventListener('visibilitychange', change);
  return () => document.removeEventListener('visibilitychange', change);
}
