import { type Parameters, toQuery } from '../api/query.ts';

export type Route =
  | { readonly view: 'search' | 'add-book' | 'authors' | 'users' | 'missing' | 'unknown' }
  | { readonly view: 'book' | 'author' | 'user'; readonly id: string };

export function parseRoute(path: string): Route {
  const [place = '', id, ...more] = path.replace(/^\/|\/$/g, '').split('/');
  if (more.length > 0) return { view: 'unknown' };
  if (id === undefined) return parsePlace(place);
  if (place === 'books' && id === 'new') return { view: 'add-book' };
  if (!isId(id)) return { view: 'unknown' };
  if (place === 'books') return { view: 'book', id };
  if (place === 'authors') return { view: 'author', id };
  return place === 'users' ? { view: 'user', id } : { view: 'unknown' };
}

/** Of a book, an author or a user. */
export function isId(text: string): boolean {
  return /^[0-9A-Za-z]{27}$/.test(text);
}

function parsePlace(place: string): Route {
  if (place === '') return { view: 'search' };
  return place === 'authors' || place === 'users' || place === 'missing' ? { view: place } : { view: 'unknown' };
}

const places = {
  search: '/',
  'add-book': '/books/new',
  book: '/books/',
  authors: '/authors',
  author: '/authors/',
  users: '/users',
  user: '/users/',
  missing: '/missing',
  unknown: '/',
} as const;

/** The address of a view, for links. */
export function toHref(route: Route, parameters: Parameters = {}): string {
  return withParameters('id' in route ? `${places[route.view]}${route.id}` : places[route.view], parameters);
}

export function withParameters(path: string, parameters: Parameters): string {
  const query = toQuery(parameters);
  return query === '' ? path : `${path}?${query}`;
}
