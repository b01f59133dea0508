import { type Atom, atom, type WritableAtom } from 'jotai/vanilla';
import { selectAtom } from 'jotai/vanilla/utils';
import type { Reply } from '../api/ask.ts';
import type { SearchResult } from '../api/schemas.ts';
import { readItem } from './read-item.ts';
import { createResource, type Load, type ResourceState } from './resource.ts';
import { isId } from './routes.ts';
import { worldAtom } from './world.ts';

/** An author or a user to be chosen while one types. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  /** What tells two of one name apart. */
  readonly detail?: string;
}

/** Who may be chosen by a text. */
export interface Offer {
  readonly text: string;
  readonly choices: readonly Choice[];
  /** The search ran out of time: there may be more. */
  readonly isPartial?: boolean;
}

export interface Choices {
  readonly textAtom: Atom<string>;
  readonly typeAtom: WritableAtom<null, [string], void>;
  readonly stateAtom: Atom<ResourceState<Offer>>;
  /** Of what stands in the field now; undefined as long as they are not known. The same object as long as it says the same. */
  readonly offerAtom: Atom<Offer | undefined>;
  readonly retryAtom: WritableAtom<null, [], void>;
}

const pauseOfTypingMs = 150;
const limit = 8;

export const authorChoices = createChoices('Author', 'birthdate');
export const userChoices = createChoices('User', 'status');

/** Completion of names: /suggest knows authors and titles, but no users, and does not say when an author was born. */
function createChoices(type: 'Author' | 'User', detail: string): Choices {
  const textAtom = atom('');
  const { stateAtom, retryAtom } = createResource({
    wantedAtom: atom((get) => ({ subject: '', text: get(textAtom).trim() })),
    load: async ({ text }, load): Promise<Reply<Offer>> => {
      await load.get(worldAtom).pause(pauseOfTypingMs, load.signal);
      if (isId(text)) return findById(type, text, load);
      const reply = await load.ask(load.signal, (api, signal) =>
        api.POST('/search', { body: buildBody(type, text), signal }),
      );
      if (!reply.isOk) return reply;
      const { results, partial } = reply.data;
      const choices = results.map((result) => readChoice(result, detail));
      return { isOk: true, data: { text, choices, ...(partial ? { isPartial: true } : {}) } };
    },
  });
  const offerAtom = atom((get) => {
    const state = get(stateAtom);
    return state.kind === 'ready' && state.value.text === get(textAtom).trim() ? state.value : undefined;
  });
  return {
    textAtom: atom((get) => get(textAtom)),
    typeAtom: atom(null, (_get, set, text: string) => set(textAtom, text)),
    stateAtom,
    offerAtom: selectAtom(offerAtom, (offer) => offer, isSame),
    retryAtom,
  };
}

function isSame(one: Offer | undefined, other: Offer | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** From the table: who shows a card with an id is known also while searches are down. */
async function findById(type: 'Author' | 'User', id: string, load: Load): Promise<Reply<Offer>> {
  const reply = await readItem({ type, ids: [id] }, load);
  if (!reply.isOk) {
    return reply.problem.name.endsWith('-not-found') ? { isOk: true, data: { text: id, choices: [] } } : reply;
  }
  const item = reply.data;
  const name = 'name' in item ? item.name : id;
  const detail = 'birthdate' in item ? item.birthdate : 'status' in item ? item.status : '';
  return { isOk: true, data: { text: id, choices: [{ id, name, detail }] } };
}

function buildBody(type: 'Author' | 'User', text: string) {
  if (text === '') return { type, sort: ['-updatedAt'], limit };
  return { type, filter: { name: { matchPhrasePrefix: text } }, sort: ['name'], limit };
}

function readChoice({ id, document }: SearchResult['results'][number], detail: string): Choice {
  const more = document[detail];
  return { id, name: String(document.name), ...(typeof more === 'string' ? { detail: more } : {}) };
}
