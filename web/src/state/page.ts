import type { Parameters } from '../api/query.ts';
import type { SearchResult } from '../api/schemas.ts';
import type { Bucket, Found } from './found.ts';
import { withParameters } from './routes.ts';

export const pageSize = 25;

interface PageContent<Document> {
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
}

/** One page of a listing. */
export interface Page<Document> extends PageContent<Document> {
  /** 1 is the first. */
  readonly number: number;
  /** Addresses; of the page before only when it was visited. */
  readonly nextHref?: string;
  readonly previousHref?: string;
  /** Absent on the first page. */
  readonly firstHref?: string;
}

/** As it was fetched: the addresses of the others depend on what else the address says by now. */
export interface FetchedPage<Document> extends PageContent<Document> {
  readonly place: Place;
  /** The token of the next page. */
  readonly next?: string;
}

/** Where in its listing a page is. */
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

/** What an address says, but for the pages of its listings. */
export function omitPages(parameters: URLSearchParams): Parameters {
  return pick(parameters, (name) => !pageNames.test(name));
}

/** At which page each listing of an address is, but for the one with this prefix. */
export function pickOtherPages(parameters: URLSearchParams, prefix: string): Parameters {
  const own = [`${prefix}next`, `${prefix}page`];
  return pick(parameters, (name) => pageNames.test(name) && !own.includes(name));
}

function pick(parameters: URLSearchParams, isWanted: (name: string) => boolean): Parameters {
  const names = [...parameters.keys()].filter(isWanted);
  return Object.fromEntries(names.map((name) => [name, parameters.getAll(name)]));
}

export function readPlace(path: string, parameters: URLSearchParams, prefix: string): Place {
  const token = parameters.get(`${prefix}next`) ?? '';
  const number = Number(parameters.get(`${prefix}page`));
  return {
    path,
    others: omitPages(parameters),
    prefix,
    number: token !== '' && Number.isSafeInteger(number) && number > 1 ? number : token === '' ? 1 : 2,
    token,
  };
}

export function readPage<Document>(result: SearchResult, place: Place): FetchedPage<Document> {
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
    place,
    ...(didYouMean === undefined ? {} : { didYouMean }),
    ...(next === undefined ? {} : { next }),
  };
}

interface Surroundings {
  /** The token of the page before, empty for the first; undefined when nobody was there. */
  readonly cameFrom: string | undefined;
  /** At which pages the other listings of the view are to stay. */
  readonly otherPages: Parameters;
}

export function linkPage<Document>(
  { place, next, ...content }: FetchedPage<Document>,
  { cameFrom, otherPages }: Surroundings,
): Page<Document> {
  const { path, others, prefix, number, token } = place;
  const link = (to: number, token: string) => {
    const own = token === '' ? {} : { [`${prefix}next`]: token, [`${prefix}page`]: String(to) };
    return withParameters(path, { ...others, ...own, ...otherPages });
  };
  return {
    ...content,
    number,
    ...(next === undefined ? {} : { nextHref: link(number + 1, next) }),
    ...(token === '' ? {} : { firstHref: link(1, '') }),
    ...(cameFrom === undefined ? {} : { previousHref: link(number - 1, cameFrom) }),
  };
}
