import { atom } from 'jotai/vanilla';
import { dismissCommandAtom } from './commands.ts';
import { worldAtom } from './world.ts';

const lookMs = 8_000;

/** Dismisses a command that went well, once there was time to see so. The signal keeps it: somebody looks at it. */
export const letGoAtom = atom(null, async (get, set, id: string, signal: AbortSignal) => {
  try {
    await get(worldAtom).pause(lookMs, signal);
    set(dismissCommandAtom, id);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
});
