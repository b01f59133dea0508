import { type Parameters, toQuery } from '../api/query.ts';
import type { SearchResult } from '../api/schemas.ts';
import type { Bucket, Found } from './found.ts';
import { withParameters } from './routes.ts';

export const pageSize = 25;

/** One page of a listing. */
export interface Page<Document> {
  readonly results: readonly Found<Document>[];
  readonly total: number;
  /** The search ran out of time: there may be more. */
  readonly isPartial: boolean;
  /** Something that a search had found lately is not in it. */
  readonly isBehind: boolean;
  /** The results are of similar spellings. */
  readonly isApproximate: boolean;
  readonly didYouMean?: string;
  readonly facets: Readonly<Record<string, readonly Bucket[]>>;
  /** 1 is the first. */
  readonly number: number;
  /** Addresses; of the page before only when it was visited. */
  readonly nextHref?: string;
  readonly previousHref?: string;
  /** Absent on the first page. */
  readonly firstHref?: string;
}

/** Where in its listing a page is, and how the addresses of the others are made. */
export interface Place {
  readonly path: string;
  /** The address's parameters but those that name a page of any listing. */
  readonly others: Parameters;
  /** In front of `next` and `page`, where a view has two listings. */
  readonly prefix: string;
  readonly number: number;
  /** Empty on the first page. */
  readonly token: string;
}

const pageNames = /^([a-z]+-)?(next|page)$/;

export function readPlace(path: string, parameters: URLSearchParams, prefix: string): Place {
  const names = [...new Set(parameters.keys())].filter((name) => !pageNames.test(name));
  const token = parameters.get(`${prefix}next`) ?? '';
  const number = Number(parameters.get(`${prefix}page`));
  return {
    path,
    others: Object.fromEntries(names.map((name) => [name, parameters.getAll(name)])),
    prefix,
    number: token !== '' && Number.isSafeInteger(number) && number > 1 ? number : token === '' ? 1 : 2,
    token,
  };
}

export function toPageHref({ path, others, prefix }: Place, number: number, token: string): string {
  if (token === '') return withParameters(path, others);
  return withParameters(path, { ...others, [`${prefix}next`]: token, [`${prefix}page`]: String(number) });
}

/** `cameFrom`: the token of the page before, empty for the first; undefined when nobody was there. */
export function readPage<Document>(result: SearchResult, place: Place, cameFrom: string | undefined): Page<Document> {
  const { next, didYouMean } = result;
  return {
    results: result.results.map(({ id, version, document, highlights = {} }) => ({
      id,
      version,
      // The contract leaves documents open, as each type has its own; which one it is follows from the route.
      document: document as Document,
      highlights,
    })),
    total: result.total,
    isPartial: result.partial,
    isBehind: result.consistent === false,
    isApproximate: result.approximate === true,
    facets: result.facets ?? {},
    number: place.number,
    ...(didYouMean === undefined ? {} : { didYouMean }),
    ...(next === undefined ? {} : { nextHref: toPageHref(place, place.number + 1, next) }),
    ...(place.token === '' ? {} : { firstHref: toPageHref(place, 1, '') }),
    ...(place.token === '' || cameFrom === undefined
      ? {}
      : { previousHref: toPageHref(place, place.number - 1, cameFrom) }),
  };
}

/** The links of a page on which another listing stands too, at a page of its own that they are to keep. */
export function keepOtherPages<Document>(page: Page<Document>, parameters: URLSearchParams, prefix: string) {
  const own = [`${prefix}next`, `${prefix}page`];
  const names = [...new Set(parameters.keys())].filter((name) => pageNames.test(name) && !own.includes(name));
  if (names.length === 0) return page;
  const more = toQuery(Object.fromEntries(names.map((name) => [name, parameters.getAll(name)])));
  const links = Object.entries(page).filter(([name]) => name.endsWith('Href'));
  const kept = links.map(([name, href]) => [name, `${href}${String(href).includes('?') ? '&' : '?'}${more}`]);
  return { ...page, ...Object.fromEntries(kept) } as Page<Document>;
}
