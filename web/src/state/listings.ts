import { atom } from 'jotai/vanilla';
import type { SearchParameters } from '../api/schemas.ts';
import { addTitles } from './add-titles.ts';
import type { AuthorDocument, BookDocument, RentalDocument, UserDocument } from './found.ts';
import { createListing } from './listing.ts';
import { parametersAtom, routeAtom } from './location.ts';
import type { Route } from './routes.ts';

export const missingListing = createListing<BookDocument>({
  subjectAtom: onlyIn('missing'),
  searchAtom: fromAddress({ status: 'MISSING', sort: '-updatedAt' }),
  read: (api, options) => api.GET('/books', options),
});

export const authorListing = createListing<AuthorDocument>({
  subjectAtom: onlyIn('authors'),
  searchAtom: namesFromAddress(),
  read: (api, options) => api.GET('/authors', options),
});

export const authorBooksListing = createListing<BookDocument>({
  subjectAtom: idOf('author'),
  searchAtom: fromAddress({}),
  read: (api, options, authorId) =>
    api.GET('/authors/{authorId}/books', { params: { path: { authorId } }, ...options }),
});

export const userListing = createListing<UserDocument>({
  subjectAtom: onlyIn('users'),
  searchAtom: namesFromAddress(),
  read: (api, options) => api.GET('/users', options),
});

/** The books that a user has now. */
export const loanListing = createListing<BookDocument>({
  subjectAtom: idOf('user'),
  searchAtom: atom((): SearchParameters => ({ status: 'borrowed' })),
  prefix: 'loans-',
  read: (api, options, userId) => api.GET('/users/{userId}/books', { params: { path: { userId } }, ...options }),
});

/** What a user ever borrowed, and how it ended. */
export const rentalListing = createListing<RentalDocument>({
  subjectAtom: idOf('user'),
  searchAtom: fromAddress({}),
  read: (api, options, userId) => api.GET('/users/{userId}/rentals', { params: { path: { userId } }, ...options }),
  complete: addTitles,
});

function onlyIn(view: Route['view']) {
  return atom((get) => (get(routeAtom).view === view ? '' : undefined));
}

function idOf(view: 'author' | 'user') {
  return atom((get) => {
    const route = get(routeAtom);
    return route.view === view ? route.id : undefined;
  });
}

/** Without words nothing matches better than anything else: then by name. */
function namesFromAddress() {
  const askedAtom = fromAddress({ highlight: 'true' });
  return atom((get): SearchParameters => {
    const asked = get(askedAtom);
    return asked.q === undefined ? { sort: 'name', ...asked } : asked;
  });
}

/** Words, order and status as the address has them, before what the listing itself says where the address has none. */
function fromAddress(fixed: SearchParameters) {
  return atom((get): SearchParameters => {
    const parameters = get(parametersAtom);
    const asked = (name: 'q' | 'sort' | 'status') => {
      const value = parameters.getAll(name).join(',');
      return value === '' ? {} : { [name]: value };
    };
    return { ...asked('q'), ...asked('sort'), ...asked('status'), ...fixed };
  });
}
