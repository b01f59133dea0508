import { atom } from 'jotai/vanilla';
import { bookListing } from './book-listing.ts';
import { bookQueryAtom, changeBookQueryAtom } from './book-query.ts';
import type { Bucket } from './found.ts';

export interface Facet {
  readonly name: FacetName;
  readonly values: readonly (Bucket & { readonly isChosen: boolean })[];
}

/** By the field's name in the index: the parameter that filters by it. */
const parameterOf = { status: 'status', category: 'category', tags: 'tag', language: 'language' } as const;

export type FacetName = keyof typeof parameterOf;

const facetNames: readonly FacetName[] = ['status', 'category', 'tags', 'language'];

/** The values of the page on screen. What was chosen stays visible, so that it can be let go, even where nothing has it. */
export const facetsAtom = atom((get): readonly Facet[] => {
  const query = get(bookQueryAtom);
  const state = get(bookListing.stateAtom);
  const page = 'page' in state ? state.page : state.shown;
  return facetNames.map((name) => {
    const buckets = page?.facets[name] ?? [];
    const chosen = query[parameterOf[name]];
    const missing = chosen.filter((value) => !buckets.some((bucket) => bucket.value === value));
    return {
      name,
      values: [...missing.map((value) => ({ value, count: 0 })), ...buckets].map((bucket) => ({
        ...bucket,
        isChosen: chosen.includes(bucket.value),
      })),
    };
  });
});

export const toggleFacetValueAtom = atom(
  null,
  (get, set, { facet, value }: { readonly facet: FacetName; readonly value: string }) => {
    const parameter = parameterOf[facet];
    const chosen = get(bookQueryAtom)[parameter];
    const changed = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    set(changeBookQueryAtom, { [parameter]: changed });
  },
);
