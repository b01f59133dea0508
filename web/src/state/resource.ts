import { type Atom, atom, type Getter, type Setter, type WritableAtom } from 'jotai/vanilla';
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
  /** Whether it lacks what is known to be there, so that it is asked for again by itself. */
  readonly isBehind?: (value: Value) => boolean;
}

export interface Load {
  readonly get: Getter;
  readonly set: Setter;
  readonly ask: AskApi;
  readonly signal: AbortSignal;
}

interface Held<Value> {
  readonly key: string;
  readonly subject: string;
  readonly state: ResourceState<Value>;
  /** Nobody has wanted it since, or looked at it. */
  readonly isLeft?: boolean;
}

export function createResource<Wanted extends { readonly subject: string }, Value>({
  wantedAtom,
  load,
  isBehind = () => false,
}: Source<Wanted, Value>): Resource<Value> {
  const heldAtom = atom<Held<Value> | undefined>();
  heldAtom.onMount = (set) => () => set(leave);
  const triesAtom = atom(0);
  // Equal texts are equal to the store, so a change of the address that concerns something else fetches nothing.
  const keyAtom = atom((get) => JSON.stringify(get(wantedAtom)));

  const fetchEffect = atomEffect((get, set) => {
    for (const reason of [revisionAtom, apiKeyAtom, triesAtom, appearancesAtom]) get<unknown>(reason);
    const key = get(keyAtom);
    const wanted = get.peek(wantedAtom);
    if (wanted === undefined) return set(heldAtom, leave);
    const abort = new AbortController();
    const { signal } = abort;
    const access = { get: get.peek, set, ask: set(connectAtom), signal };
    const put = (state: ResourceState<Value>) => set(heldAtom, { key, subject: wanted.subject, state });
    const held = get.peek(heldAtom);
    if (isOutdated(held, key)) {
      put({ kind: 'loading', ...(held?.subject === wanted.subject ? keepShown(held.state) : {}) });
    }
    const shown = () => keepShown(get.peek(heldAtom)?.state);
    fetchUntilDone(() => load(wanted, access), { put, shown, isBehind, signal, world: get.peek(worldAtom) });
    return () => abort.abort();
  });

  return {
    stateAtom: atom((get) => {
      get(fetchEffect);
      return stateOf(get(heldAtom), get(wantedAtom)?.subject);
    }),
    retryAtom: atom(null, (_get, set) => set(triesAtom, (tries) => tries + 1)),
  };
}

function leave<Value>(held: Held<Value> | undefined): Held<Value> | undefined {
  return held && { ...held, isLeft: true };
}

/** Whether what is held is not to stand there as it is while it is fetched. */
function isOutdated(held: Held<unknown> | undefined, key: string): boolean {
  if (held?.key !== key) return true;
  // What stood there before it was gone is not shown again.
  if (held.state.kind === 'failed') return !held.state.problem.name.endsWith('-not-found');
  // Somebody came back to it: what stands there may be old, and is said to be fetched again.
  return held.isLeft === true;
}

/** At the first look what is held may still be of another subject. */
function stateOf<Value>(held: Held<Value> | undefined, subject = held?.subject): ResourceState<Value> {
  return held === undefined || held.subject !== subject ? loading : held.state;
}

const loading = { kind: 'loading' } as const;

function keepShown<Value>(state: ResourceState<Value> | undefined): { readonly shown?: Value } {
  if (state?.kind === 'ready') return { shown: state.value };
  return state?.shown === undefined ? {} : { shown: state.shown };
}

interface Fetching<Value> {
  readonly put: (state: ResourceState<Value>) => void;
  readonly shown: () => { readonly shown?: Value };
  readonly isBehind: (value: Value) => boolean;
  readonly signal: AbortSignal;
  readonly world: World;
}

/** Where the API does not say when. */
const usualPauseMs = 5000;

/** Asks again by itself when the API says when, as long as it is down, and as long as what it gives is behind. */
async function fetchUntilDone<Value>(
  load: () => Promise<Reply<Value>>,
  { put, shown, isBehind, signal, world }: Fetching<Value>,
): Promise<void> {
  try {
    for (;;) {
      const reply = await load();
      signal.throwIfAborted();
      if (reply.isOk) {
        put({ kind: 'ready', value: reply.data });
        if (!isBehind(reply.data)) return;
        await world.pause(usualPauseMs, signal);
        continue;
      }
      const { problem } = reply;
      const { retryAfterMs = problem.name === 'unavailable' ? usualPauseMs : undefined } = problem;
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
