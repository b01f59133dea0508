import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { deriveId } from './derive-id.ts';
import { ConnectionError, type LibraryApi, type NewBook, type Reply } from './library-api.ts';
import type { CatalogueBook } from './parse-line.ts';
import type { LineOutcome } from './track-progress.ts';

/** The API has gone away: no line is at fault, and the load can go on when it is back. */
export class ApiGoneError extends Error {
  override readonly name = 'ApiGoneError';
}

export interface LoadContext {
  readonly api: LibraryApi;
  /** Ids of the authors that are taken to be stored; kept up to date here. */
  readonly storedAuthors: Set<string>;
  /** Ends the waits between attempts; the call then rejects with its reason. */
  readonly signal: AbortSignal;
  readonly retry?: RetryOptions;
}

export interface RetryOptions {
  readonly retries: number;
  readonly minTimeout: number;
  readonly maxTimeout: number;
}

const defaultRetry: RetryOptions = { retries: 8, minTimeout: 100, maxTimeout: 5_000 };

class TransientReply extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(reply.problem);
    this.reply = reply;
  }
}

/**
 * Stores one book, and its author with the first one. Safe to repeat: the ids follow from the references. Rejects with an
 * `ApiGoneError` or the signal's reason; everything else is an outcome.
 */
export async function loadBook(book: CatalogueBook, context: LoadContext): Promise<LineOutcome> {
  const { storedAuthors } = context;
  const bookId = deriveId('book', book.source);
  const authorId = deriveId('author', book.author.ref);
  // Somebody may delete or create the author meanwhile, so either form can turn out to be the wrong one.
  let reply = await post(toNewBook(book, storedAuthors), context);
  for (let turn = 0; turn < 3 && isWrongForm(reply, book); turn += 1) {
    if (reply.problem === 'author-exists') storedAuthors.add(authorId);
    else storedAuthors.delete(authorId);
    reply = await post(toNewBook(book, storedAuthors), context);
  }
  if (reply.status === 201 || reply.problem === 'book-exists') {
    storedAuthors.add(authorId);
    return { kind: reply.status === 201 ? 'created' : 'already-there', bookId };
  }
  return { kind: 'refused', problem: reply.problem, detail: explain(reply, book) };
}

function isWrongForm(reply: Reply, book: CatalogueBook): boolean {
  return (
    reply.problem === 'author-exists' || (reply.problem === 'author-not-found' && book.author.birthdate !== undefined)
  );
}

function toNewBook(book: CatalogueBook, storedAuthors: ReadonlySet<string>): NewBook {
  const { source, author, ...fields } = book;
  const authorId = deriveId('author', author.ref);
  const { name, birthdate } = author;
  const isNew = birthdate !== undefined && !storedAuthors.has(authorId);
  return { bookId: deriveId('book', source), ...fields, author: isNew ? { authorId, name, birthdate } : { authorId } };
}

/** One reply, after as many attempts as it takes within the limit. */
async function post(book: NewBook, { api, signal, retry = defaultRetry }: LoadContext): Promise<Reply> {
  try {
    return await pRetry(
      async () => {
        const reply = await api.postBook(book);
        if (isTransient(reply)) throw new TransientReply(reply);
        return reply;
      },
      {
        ...retry,
        randomize: true,
        signal,
        shouldRetry: ({ error }) => error instanceof TransientReply || error instanceof ConnectionError,
        onFailedAttempt: async ({ error, retriesLeft }) => {
          if (error instanceof TransientReply && retriesLeft > 0) await pause(error.reply.retryAfterMs, signal);
        },
      },
    );
  } catch (error) {
    if (error instanceof TransientReply) return error.reply;
    if (!(error instanceof ConnectionError)) throw error;
    if (!(await api.isUp())) throw new ApiGoneError(`${api.url} no longer answers: ${error.message}`);
    return { status: 0, problem: 'no-answer', detail: error.message, retryAfterMs: 0 };
  }
}

const isTransient = ({ status, problem }: Reply) => status === 429 || status >= 500 || problem === 'conflict';

/** Milliseconds that the API asked for, at most ten seconds. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(Math.min(ms, 10_000), undefined, { signal });
}

function explain({ problem, detail }: Reply, book: CatalogueBook): string {
  if (problem !== 'author-not-found') return detail;
  return `The author ${book.author.ref} is not stored yet, and a new one needs a birthdate: expected \`author.birthdate\`, got none.`;
}
