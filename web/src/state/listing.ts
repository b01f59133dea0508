import { type Atom, atom, type WritableAtom } from 'jotai/vanilla';
import type { Answered, Api, Reply } from '../api/ask.ts';
import type { Problem } from '../api/problem.ts';
import { toQuery } from '../api/query.ts';
import type { SearchParameters, SearchResult } from '../api/schemas.ts';
import type { Found } from './found.ts';
import { parametersAtom, pathAtom } from './location.ts';
import {
  type FetchedPage,
  linkPage,
  type Page,
  type Place,
  pageSize,
  pickOtherPages,
  readPage,
  readPlace,
} from './page.ts';
import { createResource, type Load, type ResourceState } from './resource.ts';
import { recentlySeenAtom } from './revision.ts';
import { worldAtom } from './world.ts';

/** `shown` is the page that stood there before, to be kept on screen meanwhile. */
export type ListingState<Document> =
  | { readonly kind: 'loading'; readonly shown?: Page<Document> }
  | { readonly kind: 'found' | 'empty'; readonly page: Page<Document> }
  /** With `retryAtMs` it is asked for again by itself at that time. */
  | {
      readonly kind: 'failed';
      readonly problem: Problem;
      readonly retryAtMs?: number;
      readonly shown?: Page<Document>;
    };

export interface Listing<Document> {
  /** Fetches as long as somebody looks at it, and again when a search found something new. */
  readonly stateAtom: Atom<ListingState<Document>>;
  readonly retryAtom: WritableAtom<null, [], void>;
}

// A type, as openapi-fetch takes no interface here: those have no index signature.
type ReadOptions = {
  readonly signal: AbortSignal;
  readonly querySerializer: () => string;
};

interface Source<Document> {
  /** Whose listing it is, empty where there is only one; undefined when its view is not on screen. */
  readonly subjectAtom: Atom<string | undefined>;
  readonly searchAtom: Atom<SearchParameters>;
  readonly prefix?: string;
  readonly read: (api: Api, options: ReadOptions, subject: string) => Promise<Answered<SearchResult>>;
  /** Adds what the documents do not hold. */
  readonly complete?: (results: readonly Found<Document>[], load: Load) => Promise<readonly Found<Document>[]>;
}

interface WantedPage {
  readonly subject: string;
  readonly search: SearchParameters;
  readonly place: Place;
}

/** A way back of a hundred pages. */
const remember = (token: string, cameFrom: string) => (known: ReadonlyMap<string, string>) =>
  new Map([...known, [token, cameFrom] as const].slice(-100));

export function createListing<Document>(source: Source<Document>): Listing<Document> {
  const { subjectAtom, searchAtom, prefix = '', read, complete = (results) => Promise.resolve(results) } = source;
  // By each page's token: the token of the page from which it was linked.
  const cameFromAtom = atom<ReadonlyMap<string, string>>(new Map());
  const wantedAtom = atom((get): WantedPage | undefined => {
    const subject = get(subjectAtom);
    if (subject === undefined) return undefined;
    return { subject, search: get(searchAtom), place: readPlace(get(pathAtom), get(parametersAtom), prefix) };
  });

  const load = async ({ subject, search, place }: WantedPage, access: Load): Promise<Reply<FetchedPage<Document>>> => {
    const after = access.get(recentlySeenAtom)(access.get(worldAtom).nowMs());
    const query = toQuery({
      ...search,
      limit: String(pageSize),
      next: place.token,
      ...(after.length === 0 ? {} : { after, wait: '2' }),
    });
    const reply = await access.ask(access.signal, (api, signal) =>
      read(api, { signal, querySerializer: () => query }, subject),
    );
    if (!reply.isOk) return reply;
    const page = readPage<Document>(reply.data, place);
    if (page.next !== undefined) access.set(cameFromAtom, remember(page.next, place.token));
    return { isOk: true, data: { ...page, results: await complete(page.results, access) } };
  };

  const { stateAtom, retryAtom } = createResource({ wantedAtom, load, isBehind: (page) => page.isBehind });
  return {
    stateAtom: atom((get): ListingState<Document> => {
      const link = (page: FetchedPage<Document>) =>
        linkPage(page, {
          cameFrom: get(cameFromAtom).get(page.place.token),
          otherPages: pickOtherPages(get(parametersAtom), prefix),
        });
      return toListingState(get(stateAtom), link);
    }),
    retryAtom,
  };
}

function toListingState<Document>(
  state: ResourceState<FetchedPage<Document>>,
  link: (page: FetchedPage<Document>) => Page<Document>,
): ListingState<Document> {
  if (state.kind === 'ready') {
    return { kind: state.value.results.length === 0 ? 'empty' : 'found', page: link(state.value) };
  }
  const { shown, ...bare } = state;
  return shown === undefined ? bare : { ...bare, shown: link(shown) };
}
