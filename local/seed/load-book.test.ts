import { expect, test } from '@jest/globals';
import { buildLibrary, problem } from './build-library.ts';
import { deriveId } from './derive-id.ts';
import { ConnectionError } from './library-api.ts';
import { ApiGoneError, loadBook } from './load-book.ts';
import type { CatalogueBook } from './parse-line.ts';

const book: CatalogueBook = {
  source: 'gutenberg:105',
  title: 'Persuasion',
  author: { ref: 'gutenberg:68', name: 'Austen, Jane', birthdate: '1775' },
  language: 'en',
};
const bookId = deriveId('book', book.source);
const authorId = deriveId('author', book.author.ref);
const retry = { retries: 3, minTimeout: 1, maxTimeout: 2 };

type Library = ReturnType<typeof buildLibrary>;
const load = (library: Library, storedAuthors = new Set<string>(), line = book) =>
  loadBook(line, { api: library.api, storedAuthors, signal: new AbortController().signal, retry });

test('stores a book with its author', async () => {
  const library = buildLibrary();
  const storedAuthors = new Set<string>();

  const outcome = await load(library, storedAuthors);

  expect(outcome).toEqual({ kind: 'created', bookId });
  expect(library.calls).toEqual([
    { bookId, title: 'Persuasion', language: 'en', author: { authorId, name: 'Austen, Jane', birthdate: '1775' } },
  ]);
  expect(storedAuthors).toEqual(new Set([authorId]));
});

test('refers to an author that is stored', async () => {
  const library = buildLibrary();
  library.authors.add(authorId);

  expect(await load(library, new Set([authorId]))).toEqual({ kind: 'created', bookId });
  expect(library.calls[0]?.author).toEqual({ authorId });
});

test('tries again with the author who turns out to be stored already', async () => {
  const library = buildLibrary();
  library.authors.add(authorId);

  expect(await load(library)).toEqual({ kind: 'created', bookId });
  expect(library.calls.map(({ author }) => author.name)).toEqual(['Austen, Jane', undefined]);
});

test('stores the author anew who was deleted meanwhile', async () => {
  const library = buildLibrary();

  expect(await load(library, new Set([authorId]))).toEqual({ kind: 'created', bookId });
  expect(library.calls.map(({ author }) => author.name)).toEqual([undefined, 'Austen, Jane']);
});

test('stores nothing twice', async () => {
  const library = buildLibrary();
  await load(library);

  expect(await load(library)).toEqual({ kind: 'already-there', bookId });
  expect(library.books.size).toBe(1);
});

test.each([problem(409, 'conflict'), problem(429, 'throttled'), problem(503, 'unavailable'), problem(500, 'internal')])(
  'tries again after %j',
  async (reply) => {
    const library = buildLibrary((_, call) => (call < 3 ? reply : undefined));

    expect(await load(library)).toEqual({ kind: 'created', bookId });
  },
);

test('waits as long as the API asks for', async () => {
  const library = buildLibrary((_, call) =>
    call === 1 ? { ...problem(429, 'throttled'), retryAfterMs: 300 } : undefined,
  );
  const startedMs = performance.now();

  await load(library);

  expect(performance.now() - startedMs).toBeGreaterThan(290);
});

test('tries again after a reset connection', async () => {
  const library = buildLibrary((_, call) => {
    if (call === 1) throw new ConnectionError('socket hang up');
    return undefined;
  });

  expect(await load(library)).toEqual({ kind: 'created', bookId });
});

test('gives up after the last attempt and says what the API said', async () => {
  const library = buildLibrary(() => problem(429, 'throttled', 'Slow down'));

  expect(await load(library)).toEqual({ kind: 'refused', problem: 'throttled', detail: 'Slow down' });
  expect(library.calls).toHaveLength(4);
});

test('does not try again what the API refuses', async () => {
  const library = buildLibrary(() => problem(400, 'invalid-request', 'title is too long'));

  expect(await load(library)).toEqual({ kind: 'refused', problem: 'invalid-request', detail: 'title is too long' });
  expect(library.calls).toHaveLength(1);
});

test('says that a new author needs a birthdate', async () => {
  const { birthdate: _, ...author } = book.author;

  expect(await load(buildLibrary(), new Set(), { ...book, author })).toEqual({
    kind: 'refused',
    problem: 'author-not-found',
    detail:
      'The author gutenberg:68 is not stored yet, and a new one needs a birthdate: expected `author.birthdate`, got none.',
  });
});

test('stores a book without a birthdate for an author who is stored', async () => {
  const { birthdate: _, ...author } = book.author;
  const library = buildLibrary();
  library.authors.add(authorId);

  expect(await load(library, new Set(), { ...book, author })).toEqual({ kind: 'created', bookId });
});

test('does not blame the line when the API is gone', async () => {
  const library = buildLibrary();
  library.stop();

  await expect(load(library)).rejects.toThrow(ApiGoneError);
});
