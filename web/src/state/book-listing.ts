import { atom } from 'jotai/vanilla';
import type { SearchParameters } from '../api/schemas.ts';
import { bookQueryAtom } from './book-query.ts';
import type { BookDocument } from './found.ts';
import { createListing } from './listing.ts';
import { routeAtom } from './location.ts';

/** Search: all books, with words, filters and facets. */
export const bookListing = createListing<BookDocument>({
  subjectAtom: atom((get) => (get(routeAtom).view === 'search' ? '' : undefined)),
  searchAtom: atom((get): SearchParameters => {
    const { status, ...query } = get(bookQueryAtom);
    return { ...query, status: status.join(','), facets: 'status,category,tags,language', highlight: 'true' };
  }),
  read: (api, options) => api.GET('/search', options),
});
