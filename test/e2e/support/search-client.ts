import type { SearchResponse, SearchResult } from '../../../artifacts/indexer/src/core/search/search-response.ts';
import type { Answer, CallApi } from './call-api.ts';
import { newId } from './new-id.ts';
import { waitUntil } from './wait-until.ts';

export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A word that no other book has, so that other tests' books stay out of the results. */
export const newMarker = (): string => `zq${newId().slice(1, 13).toLowerCase()}`;

/** Searches of a test, each of which must be answered. */
export function createSearchClient(api: CallApi) {
  const toPath = (path: string, parameters: Parameters): string => {
    const pairs = Object.entries(parameters).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]),
    );
    return `${path}?${new URLSearchParams(pairs)}`;
  };
  const ask = (parameters: Parameters, path = '/search'): Promise<Answer> => api('GET', toPath(path, parameters));
  const search = async (parameters: Parameters, path?: string): Promise<SearchResponse> =>
    expectFound(await ask(parameters, path));
  return {
    ask,
    search,
    searchByBody: async (body: object): Promise<SearchResponse> => expectFound(await api('POST', '/search', { body })),
    /** All pages, one after the other; `between` runs before each but the first. */
    walk: async (parameters: Parameters, between: () => Promise<void> = async () => {}, path?: string) => {
      const pages: SearchResponse[] = [];
      for (let next: string | undefined; pages.length === 0 || next !== undefined; ) {
        if (next !== undefined) await between();
        const page = await search({ ...parameters, ...(next !== undefined && { next }) }, path);
        pages.push(page);
        next = page.next;
        if (pages.length > 100) throw new Error('Expected the pages to come to an end.');
      }
      return pages;
    },
    untilTotal: (total: number, parameters: Parameters, path?: string) =>
      waitUntil(
        () => search({ ...parameters, limit: 1 }, path),
        (found) => found.total === total,
      ),
  };
}

export const resultsOf = (pages: readonly SearchResponse[]): readonly SearchResult[] =>
  pages.flatMap(({ results }) => results);

function expectFound(answer: Answer): SearchResponse {
  if (answer.status !== 200) throw new Error(`Expected 200, got ${answer.status}: ${answer.text}`);
  return answer.body as SearchResponse;
}
