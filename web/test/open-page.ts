import { type Atom, createStore } from 'jotai/vanilla';
import { hrefAtom } from '../src/state/location.ts';
import { store as storeInTab } from '../src/state/tab-storage.ts';
import { replaceWorldAtom } from '../src/state/world.ts';
import { createFakeApi, type FakeApi } from './fake-api.ts';
import { createFakeWorld, type FakeWorld } from './fake-world.ts';

export interface OpenPage {
  readonly api: FakeApi;
  readonly world: FakeWorld;
  readonly store: ReturnType<typeof createStore>;
  /** Looks at an atom, as a component on screen does, until the function that comes back is called. */
  readonly watch: (atom: Atom<unknown>) => () => void;
}

/** A page at an address, in a new tab unless it is loaded again there. Its API is a fake, and its time stands still. */
export function openPage(href = '/', { isLoadedAgain = false } = {}): OpenPage {
  if (!isLoadedAgain) {
    storeInTab('millrace-api-key', '');
    storeInTab('millrace-commands', '');
  }
  window.history.replaceState(null, '', href);
  const api = createFakeApi();
  const world = createFakeWorld(api);
  const store = createStore();
  store.set(replaceWorldAtom, world);
  // The atom of the address read it when its file was loaded: only the first look tells it the one of this test.
  store.sub(hrefAtom, () => undefined);
  return { api, world, store, watch: (atom) => store.sub(atom, () => undefined) };
}
