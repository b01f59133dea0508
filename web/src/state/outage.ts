import { atom } from 'jotai/vanilla';
import { worldAtom } from './world.ts';

/** Many requests fail at once: the first tells it, and for this long the others need not. */
const restMs = 5000;

const notedAtMsAtom = atom(0);

/** When a request met an outage. */
export const outageAtMsAtom = atom((get) => get(notedAtMsAtom));

export const noteOutageAtom = atom(null, (get, set) => {
  const nowMs = get(worldAtom).nowMs();
  if (nowMs - get(notedAtMsAtom) >= restMs) set(notedAtMsAtom, nowMs);
});
