import type { Answer, CallApi } from './call-api.ts';
import { newId } from './new-id.ts';

/** Real items to try a route on; each call makes fresh ones. */
export function createLibrary(api: CallApi) {
  const expectStatus = (answer: Answer, status: number): Answer => {
    if (answer.status !== status) throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text}`);
    return answer;
  };
  const addAuthor = async (): Promise<string> => {
    const authorId = newId();
    expectStatus(await api('POST', '/authors', { body: { authorId, name: 'Xenophon', birthdate: '-0431' } }), 201);
    return authorId;
  };
  const addUser = async (): Promise<string> => {
    const userId = newId();
    expectStatus(await api('POST', '/users', { body: { userId, name: 'Ann', email: 'ann@example.org' } }), 201);
    return userId;
  };
  const addBook = async (fields: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const bookId = newId();
    const author = { name: 'Xenophon', birthdate: '-0431', authorId: newId() };
    expectStatus(await api('POST', '/books', { body: { bookId, title: 'Hellenica', author, ...fields } }), 201);
    return bookId;
  };
  const command = async (name: 'borrow' | 'return' | 'missing', bookId: string, userId: string): Promise<Answer> =>
    api('POST', `/books/${bookId}/${name}`, { body: { userId } });
  /** A book and the user who has it. */
  const addLoan = async (
    fields: Readonly<Record<string, unknown>> = {},
  ): Promise<{ bookId: string; userId: string }> => {
    const [bookId, userId] = await Promise.all([addBook(fields), addUser()]);
    expectStatus(await command('borrow', bookId, userId), 204);
    return { bookId, userId };
  };
  /** A book that was reported missing, and the user who is suspended for it. */
  const addMissing = async (
    fields: Readonly<Record<string, unknown>> = {},
  ): Promise<{ bookId: string; userId: string }> => {
    const loan = await addLoan(fields);
    expectStatus(await command('missing', loan.bookId, loan.userId), 204);
    return loan;
  };
  return { addAuthor, addUser, addBook, addLoan, addMissing, command };
}

export type Library = ReturnType<typeof createLibrary>;
