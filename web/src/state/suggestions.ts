import { atom } from 'jotai/vanilla';
import type { Reply } from '../api/ask.ts';
import type { Suggestion } from '../api/schemas.ts';
import { createResource } from './resource.ts';
import { toHref } from './routes.ts';
import { searchTextAtom } from './search-text.ts';
import { worldAtom } from './world.ts';

export interface LinkedSuggestion extends Suggestion {
  /** The view of the book or author. */
  readonly href: string;
}

interface Suggested {
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
}

const pauseOfTypingMs = 120;

const suggestions = createResource({
  wantedAtom: atom((get) => ({ subject: '', text: get(searchTextAtom).trim() })),
  load: async ({ text }, { ask, signal, get }): Promise<Reply<Suggested>> => {
    if (text === '') return { isOk: true, data: { text, suggestions: [] } };
    await get(worldAtom).pause(pauseOfTypingMs, signal);
    const reply = await ask(signal, (api, signal) => api.GET('/suggest', { params: { query: { q: text } }, signal }));
    return reply.isOk ? { isOk: true, data: { text, suggestions: reply.data.suggestions } } : reply;
  },
});

/**
 * How what stands in the search box may go on. While the next ones are on their way the last ones stay, unless the box is
 * empty; one without suggestions is still a search box, so there are none instead of a failure.
 */
export const suggestionsAtom = atom((get): readonly LinkedSuggestion[] => {
  const state = get(suggestions.stateAtom);
  const value = state.kind === 'ready' ? state.value : state.kind === 'loading' ? state.shown : undefined;
  if (value === undefined || get(searchTextAtom).trim() === '') return [];
  return value.suggestions.map((suggestion) => ({
    ...suggestion,
    href: toHref({ view: suggestion.type === 'Book' ? 'book' : 'author', id: suggestion.id }),
  }));
});
