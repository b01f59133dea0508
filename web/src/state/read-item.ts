import type { Reply } from '../api/ask.ts';
import type { Item } from '../api/schemas.ts';
import type { Written } from './list-written.ts';
import type { Load } from './resource.ts';

/** A consistent read of the table. */
export function readItem(
  { type, ids: [id, userId = ''] }: Pick<Written, 'type' | 'ids'>,
  { ask, signal }: Pick<Load, 'ask' | 'signal'>,
): Promise<Reply<Item>> {
  switch (type) {
    case 'Book':
      return ask(signal, (api, signal) => api.GET('/books/{bookId}', { params: { path: { bookId: id } }, signal }));
    case 'Author':
      return ask(signal, (api, signal) =>
        api.GET('/authors/{authorId}', { params: { path: { authorId: id } }, signal }),
      );
    case 'User':
      return ask(signal, (api, signal) => api.GET('/users/{userId}', { params: { path: { userId: id } }, signal }));
    case 'Rental': {
      const path = { bookId: id, userId };
      return ask(signal, (api, signal) => api.GET('/rentals/{bookId}/{userId}', { params: { path }, signal }));
    }
  }
}
