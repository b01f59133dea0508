import { toQuery } from '../api/query.ts';
import type { SearchResult } from '../api/schemas.ts';
import type { Found, RentalDocument } from './found.ts';
import type { Load } from './resource.ts';

/** A rental holds only ids. Without an answer it stays without a title. */
export async function addTitles(
  rentals: readonly Found<RentalDocument>[],
  { ask, signal }: Load,
): Promise<readonly Found<RentalDocument>[]> {
  if (rentals.length === 0) return rentals;
  const ids = [...new Set(rentals.map(({ document }) => document.bookId))];
  const query = toQuery({ type: 'Book', ids: ids.join(','), limit: String(ids.length) });
  const reply = await ask(signal, (api, signal) => api.GET('/search', { signal, querySerializer: () => query }));
  if (!reply.isOk) return rentals;
  return rentals.map((rental) => ({ ...rental, document: { ...rental.document, ...readTitle(rental, reply.data) } }));
}

function readTitle(
  { document: { bookId, status } }: Found<RentalDocument>,
  { results, partial }: SearchResult,
): Pick<RentalDocument, 'title' | 'isBookGone'> {
  const title = results.find(({ id }) => id === bookId)?.document.title;
  if (typeof title === 'string') return { title };
  // A book that is lent cannot be deleted: where it is not found, it is not indexed yet.
  return { isBookGone: !partial && status !== 'BORROWED' };
}
