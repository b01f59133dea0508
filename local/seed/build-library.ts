import { ConnectionError, type LibraryApi, type NewBook, type Reply } from './library-api.ts';

/** For tests: the API's rules for new books, in memory. `answer` may give another reply, or throw, before they count. */
export function buildLibrary(answer: (book: NewBook, call: number) => Reply | undefined = () => undefined) {
  const books = new Map<string, NewBook>();
  const authors = new Set<string>();
  const calls: NewBook[] = [];
  let isUp = true;

  const store = (book: NewBook): Reply => {
    const { authorId, name } = book.author;
    if (name === undefined && !authors.has(authorId)) return problem(404, 'author-not-found');
    if (name !== undefined && authors.has(authorId)) return problem(409, 'author-exists');
    if (books.has(book.bookId)) return problem(409, 'book-exists');
    authors.add(authorId);
    books.set(book.bookId, book);
    return { status: 201, problem: '', detail: '', retryAfterMs: 0 };
  };

  const api: LibraryApi = {
    url: 'http://library',
    postBook: async (book) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (!isUp) throw new ConnectionError('connect ECONNREFUSED');
      calls.push(book);
      return answer(book, calls.length) ?? store(book);
    },
    hasBook: async (bookId) => books.has(bookId),
    isUp: async () => isUp,
  };
  const stop = () => {
    isUp = false;
  };
  return { api, books, authors, calls, stop };
}

export const problem = (status: number, name: string, detail = ''): Reply => ({
  status,
  problem: name,
  detail,
  retryAfterMs: 0,
});
