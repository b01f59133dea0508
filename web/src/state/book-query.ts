import { atom } from 'jotai/vanilla';
import { parametersAtom } from './location.ts';
import { narrowAtom } from './search-text.ts';

/** What is searched for in `/`, as its address says it. Empty texts and lists ask for nothing. */
export interface BookQuery {
  readonly q: string;
  readonly status: readonly string[];
  readonly category: readonly string[];
  readonly tag: readonly string[];
  readonly language: readonly string[];
  readonly authorId: readonly string[];
  readonly priceFrom: string;
  readonly priceTo: string;
  /** Empty: the best match first, or by id where nothing is looked for. */
  readonly sort: string;
}

export const bookSorts = ['', 'title', '-title', 'price', '-price', '-createdAt', '-updatedAt'] as const;

const noFilters = {
  status: [],
  category: [],
  tag: [],
  language: [],
  authorId: [],
  priceFrom: '',
  priceTo: '',
} as const;

export const bookQueryAtom = atom((get): BookQuery => {
  const parameters = get(parametersAtom);
  const one = (name: string) => parameters.get(name) ?? '';
  return {
    q: one('q'),
    status: parameters.getAll('status'),
    category: parameters.getAll('category'),
    tag: parameters.getAll('tag'),
    language: parameters.getAll('language'),
    authorId: parameters.getAll('authorId'),
    priceFrom: one('priceFrom'),
    priceTo: one('priceTo'),
    sort: one('sort'),
  };
});

export const changeBookQueryAtom = atom(null, (_get, set, changes: Partial<BookQuery>) =>
  set(narrowAtom, { ...changes }),
);

export const hasFiltersAtom = atom((get) => {
  const { q: _words, sort: _order, ...filters } = get(bookQueryAtom);
  return Object.values(filters).some(({ length }) => length > 0);
});

export const clearFiltersAtom = atom(null, (_get, set) => set(narrowAtom, noFilters));
