import { toQuery } from '../api/query.ts';
import type { Found, RentalDocument } from './found.ts';
import type { Load } from './resource.ts';

/** A rental holds only ids. Without an answer, or for a book that is gone, it stays without a title. */
export async function addTitles(
  rentals: readonly Found<RentalDocument>[],
  { ask, signal }: Load,
): Promise<readonly Found<RentalDocument>[]> {
  if (rentals.length === 0) return rentals;
  const ids = [...new Set(rentals.map(({ document }) => document.bookId))];
  const query = toQuery({ type: 'Book', ids: ids.join(','), limit: String(ids.length) });
  const reply = await ask(signal, (api, signal) => api.GET('/search', { signal, querySerializer: () => query }));
  if (!reply.isOk) return rentals;
  const titles = new Map(reply.data.results.map(({ id, document }) => [id, document.title]));
  return rentals.map((rental) => {
    const title = titles.get(rental.document.bookId);
    return typeof title === 'string' ? { ...rental, document: { ...rental.document, title } } : rental;
  });
}
