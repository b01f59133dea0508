import { atom } from 'jotai/vanilla';
import { dismissCommandAtom } from './commands.ts';
import { worldAtom } from './world.ts';

interface LettingGo {
  readonly id: string;
  readonly isLookedAt: () => boolean;
  readonly signal: AbortSignal;
}

const lookMs = 8_000;

/** Dismisses a command that is done, once there was time to see so, and not while somebody looks at it. */
export const letGoAtom = atom(null, async (get, set, { id, isLookedAt, signal }: LettingGo) => {
  try {
    do await get(worldAtom).pause(lookMs, signal);
    while (isLookedAt());
    set(dismissCommandAtom, id);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
});
