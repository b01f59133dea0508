import { type Atom, atom, type Getter, type WritableAtom } from 'jotai/vanilla';
import { atomEffect } from 'jotai-effect';
import type { Reply } from '../api/ask.ts';
import type { Problem } from '../api/problem.ts';
import { type AskApi, connectAtom } from './access.ts';
import { apiKeyAtom } from './api-key.ts';
import { revisionAtom } from './revision.ts';
import { appearancesAtom } from './visibility.ts';
import { type World, worldAtom } from './world.ts';

/** Something that is fetched for what is on screen. `shown` is what stood there before, to be kept on screen meanwhile. */
export type ResourceState<Value> =
  | { readonly kind: 'loading'; readonly shown?: Value }
  | { readonly kind: 'ready'; readonly value: Value }
  /** With `retryAtMs` it is asked for again by itself at that time. */
  | { readonly kind: 'failed'; readonly problem: Problem; readonly retryAtMs?: number; readonly shown?: Value };

export interface Resource<Value> {
  /** Fetches as long as somebody looks at it, and again when it may be out of date. */
  readonly stateAtom: Atom<ResourceState<Value>>;
  readonly retryAtom: WritableAtom<null, [], void>;
}

interface Source<Wanted extends { readonly subject: string }, Value> {
  /**
   * What to fetch, comparable as JSON; undefined when nothing is. What was fetched for one subject is never shown for another.
   */
  readonly wantedAtom: Atom<Wanted | undefined>;
  readonly load: (wanted: Wanted, access: Load) => Promise<Reply<Value>>;
}

export interface Load {
  readonly get: Getter;
  readonly ask: AskApi;
  readonly signal: AbortSignal;
}

interface Held<Value> {
  readonly key: string;
  readonly subject: string;
  /** Why it was fetched, as JSON. */
  readonly reasons: string;
  readonly state: ResourceState<Value>;
}

export function createResource<Wanted extends { readonly subject: string }, Value>({
  wantedAtom,
  load,
}: Source<Wanted, Value>): Resource<Value> {
  const heldAtom = atom<Held<Value> | undefined>();
  const triesAtom = atom(0);
  // Equal texts are equal to the store, so a change of the address that concerns something else fetches nothing.
  const keyAtom = atom((get) => JSON.stringify(get(wantedAtom)));

  const fetchEffect = atomEffect((get, set) => {
    const reasons = JSON.stringify(
      [revisionAtom, apiKeyAtom, triesAtom, appearancesAtom].map((atom) => get<unknown>(atom)),
    );
    const key = get(keyAtom);
    const wanted = get.peek(wantedAtom);
    if (wanted === undefined) return;
    const { subject } = wanted;
    const abort = new AbortController();
    const access = { get: get.peek, ask: set(connectAtom), signal: abort.signal };
    const put = (state: ResourceState<Value>) => set(heldAtom, { key, subject, reasons, state });
    const held = get.peek(heldAtom);
    // Without any other reason, somebody came back to it: what stands there may be old, and is said to be fetched again.
    const isComeBackTo = held?.reasons === reasons;
    if (held?.key !== key || held.state.kind === 'failed' || isComeBackTo) {
      put({ kind: 'loading', ...(held?.subject === subject ? keepShown(held.state) : {}) });
    }
    const shown = () => keepShown(get.peek(heldAtom)?.state);
    fetchUntilDone(() => load(wanted, access), { put, shown, signal: abort.signal, world: get.peek(worldAtom) });
    return () => abort.abort();
  });

  return {
    stateAtom: atom((get) => {
      get(fetchEffect);
      return get(heldAtom)?.state ?? { kind: 'loading' };
    }),
    retryAtom: atom(null, (_get, set) => set(triesAtom, (tries) => tries + 1)),
  };
}

function keepShown<Value>(state: ResourceState<Value> | undefined): { readonly shown?: Value } {
  if (state?.kind === 'ready') return { shown: state.value };
  return state?.shown === undefined ? {} : { shown: state.shown };
}

interface Fetching<Value> {
  readonly put: (state: ResourceState<Value>) => void;
  readonly shown: () => { readonly shown?: Value };
  readonly signal: AbortSignal;
  readonly world: World;
}

const outagePauseMs = 5000;

/** Asks again by itself when the API says when, and as long as it is down. */
async function fetchUntilDone<Value>(
  load: () => Promise<Reply<Value>>,
  { put, shown, signal, world }: Fetching<Value>,
): Promise<void> {
  try {
    for (;;) {
      const reply = await load();
      signal.throwIfAborted();
      if (reply.isOk) return put({ kind: 'ready', value: reply.data });
      const { problem } = reply;
      const { retryAfterMs = problem.name === 'unavailable' ? outagePauseMs : undefined } = problem;
      if (retryAfterMs === undefined) return put({ kind: 'failed', problem, ...shown() });
      const pauseMs = Math.max(retryAfterMs, 1000);
      put({ kind: 'failed', problem, retryAtMs: world.nowMs() + pauseMs, ...shown() });
      await world.pause(pauseMs, signal);
    }
  } catch (error) {
    // What was asked for is no longer wanted: whoever took its place puts the state.
    if (!signal.aborted) throw error;
  }
}
