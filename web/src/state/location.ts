import { atom } from 'jotai/vanilla';
import { atomWithLocation } from 'jotai-location';
import type { Parameters } from '../api/query.ts';
import { omitPages } from './page.ts';
import { parseRoute, withParameters } from './routes.ts';

const locationAtom = atomWithLocation();
/** The path of the address. */
export const pathAtom = atom((get) => get(locationAtom).pathname ?? '/');

/** The view that the address names. */
export const routeAtom = atom((get) => parseRoute(get(pathAtom)));

/** What stands behind the question mark. */
export const parametersAtom = atom((get) => get(locationAtom).searchParams ?? new URLSearchParams());

/** Another object after each change of the address: who comes back to it visits it anew. */
export const visitAtom = atom((get): object => get(locationAtom));

export const hrefAtom = atom((get) => withQuery(get(pathAtom), get(parametersAtom)));

/** Goes to an address of this page, as toHref makes them; `replace` forgets the present one. */
export const navigateAtom = atom(null, (get, set, href: string, options: { readonly replace?: boolean } = {}) => {
  if (href === get(hrefAtom)) return;
  const [path = '/', query = ''] = href.split('?', 2);
  set(locationAtom, { pathname: path, searchParams: new URLSearchParams(query), hash: '' }, options);
});

/** Changes some parameters of the view on screen, which then begins at its first page. */
export const changeParametersAtom = atom(
  null,
  (get, set, changes: Parameters, options: { readonly replace?: boolean } = {}) => {
    set(navigateAtom, withParameters(get(pathAtom), { ...omitPages(get(parametersAtom)), ...changes }), options);
  },
);

function withQuery(path: string, parameters: URLSearchParams): string {
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
