import type { Answer, CallApi } from './call-api.ts';
import { newId } from './new-id.ts';

type SearchCase = (scene: { readonly api: CallApi }) => Promise<readonly Answer[]>;

const refuse =
  (path: string, ...queries: readonly string[]): SearchCase =>
  ({ api }) =>
    Promise.all(queries.map((query) => api('GET', `${path}?${query}`)));

/** What every list refuses. */
const general = [
  'limit=0',
  'limit=101',
  'limit=ten',
  'limit=1.5',
  'limit=',
  'limit=1&limit=2',
  'sort=nothing',
  'sort=__proto__',
  'facets=nothing',
  'next=forged',
  'page=2',
  'offset=10',
  'stable=maybe',
  'wait=21',
  'after=books',
  'ids=',
  'nothing=1',
];
const bodies: readonly unknown[] = [
  '{',
  '[]',
  'null',
  '',
  { more: 1 },
  { q: 1 },
  { type: 'Heartbeat' },
  { limit: 0 },
  { next: 'forged' },
  { filter: { nothing: { eq: 'x' } } },
  `{"filter": {"title": ${'['.repeat(5_000)}${']'.repeat(5_000)}}}`,
  { q: 'x'.repeat(300_000) },
  { filter: { title: { regexp: '.*a' } } },
  { filter: { title: { wildcard: '*a' } } },
  { filter: { price: { gte: 'cheap' } } },
  { sort: ['description'] },
  { aggregates: { mean: { avg: { field: 'title' } } } },
  { aggregates: { script: { scripted_metric: {} } } },
];

/** Problems of what the search function answers. Keys: `<operationId> <problem>`. */
export const searchCases: Readonly<Record<string, SearchCase>> = {
  'Search invalid-request': refuse('/search', ...general, 'type=Heartbeat', 'sort=description', 'priceFrom=cheap'),
  'SearchByBody invalid-request': ({ api }) =>
    Promise.all(
      bodies.map((body) => api('POST', '/search', { body, headers: { 'Content-Type': 'application/json' } })),
    ),
  'SearchByBody unsupported-media-type': ({ api }) =>
    Promise.all(
      ['text/plain', 'application/xml', 'application/x-ndjson', 'nonsense'].map((type) =>
        api('POST', '/search', { body: '{}', headers: { 'Content-Type': type } }),
      ),
    ),
  'Suggest invalid-request': refuse('/suggest', '', 'q=', 'q=%20', 'q=a&limit=0', 'q=a&limit=21', 'q=a&sort=title'),
  'ListBooks invalid-request': refuse('/books', ...general, 'type=Author', 'status=LENT'),
  'ListAuthors invalid-request': refuse('/authors', ...general, 'status=AVAILABLE'),
  'ListUsers invalid-request': refuse('/users', ...general, 'sort=email', 'status=AVAILABLE'),
  'ListRentals invalid-request': refuse('/rentals', ...general, 'q=a', 'category=a'),
  'ListBooksOfAuthor invalid-request': refuse(`/authors/${newId()}/books`, ...general, `authorId=${newId()}`),
  'ListBooksOfUser invalid-request': refuse(`/users/${newId()}/books`, ...general, 'status=AVAILABLE'),
  'ListRentalsOfUser invalid-request': refuse(`/users/${newId()}/rentals`, ...general, 'q=a'),
};
