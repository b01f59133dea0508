import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createApiClient, versionOf } from './support/call-api.ts';
import { createLibrary } from './support/library.ts';
import { servers } from './support/servers.ts';

const api = createApiClient(servers.apiUrl);
const library = createLibrary(api);

test('lends a book and takes it back', async () => {
  const [bookId, userId] = await Promise.all([library.addBook(), library.addUser()]);

  const borrowed = await library.command('borrow', bookId, userId);

  expect([borrowed.status, borrowed.text]).toEqual([204, '']);
  expect((await api('GET', `/books/${bookId}`)).body).toMatchObject({ status: 'NOT_AVAILABLE', borrowerId: userId });
  expect((await api('GET', `/users/${userId}`)).body).toMatchObject({ loans: 1 });
  const rental = await api('GET', `/rentals/${bookId}/${userId}`);
  expect(rental.body).toMatchObject({ bookId, userId, status: 'BORROWED', comment: `Borrowed by ${userId}` });
  expect(rental.headers.etag).toBe(`"${versionOf(rental)}"`);

  const returned = await library.command('return', bookId, userId);

  expect(returned.status).toBe(204);
  const book = await api('GET', `/books/${bookId}`);
  expect(book.body).toMatchObject({ status: 'AVAILABLE' });
  expect(book.body).not.toHaveProperty('borrowerId');
  expect((await api('GET', `/users/${userId}`)).body).toMatchObject({ loans: 0 });
  expect((await api('GET', `/rentals/${bookId}/${userId}`)).body).toMatchObject({
    status: 'RETURNED',
    comment: `Returned by ${userId}`,
  });
});

test('reports a book missing, suspends its borrower, and finds it again', async () => {
  const { bookId, userId } = await library.addMissing();

  const book = await api('GET', `/books/${bookId}`);
  expect(book.body).toMatchObject({ status: 'MISSING' });
  expect(book.body).not.toHaveProperty('borrowerId');
  expect((await api('GET', `/users/${userId}`)).body).toMatchObject({
    status: 'SUSPENDED',
    comment: `Suspended: book ${bookId} reported missing`,
    loans: 0,
  });
  expect((await api('GET', `/rentals/${bookId}/${userId}`)).body).toMatchObject({
    status: 'MISSING',
    comment: 'Reported missing',
  });

  const found = await api('POST', `/books/${bookId}/found`);

  expect([found.status, found.text]).toEqual([204, '']);
  expect((await api('GET', `/books/${bookId}`)).body).toMatchObject({ status: 'AVAILABLE' });
  expect((await api('GET', `/users/${userId}`)).body).toMatchObject({ status: 'SUSPENDED' });
});

test.each(['borrow', 'return', 'missing'] as const)(
  'answers 204 to a repeated %s and changes nothing',
  async (name) => {
    const { bookId, userId } = await library.addLoan();
    await library.command(name, bookId, userId);
    const read = () =>
      Promise.all(
        [`/books/${bookId}`, `/users/${userId}`, `/rentals/${bookId}/${userId}`].map(
          async (path) => (await api('GET', path)).body,
        ),
      );
    const before = await read();

    const repeated = await library.command(name, bookId, userId);

    expect([repeated.status, repeated.text]).toEqual([204, '']);
    expect(await read()).toEqual(before);
  },
);

test('lends a book again to the one who returned it, on the same rental', async () => {
  const { bookId, userId } = await library.addLoan();
  await library.command('return', bookId, userId);
  const first = await api('GET', `/rentals/${bookId}/${userId}`);

  const again = await library.command('borrow', bookId, userId);

  const rental = await api('GET', `/rentals/${bookId}/${userId}`);
  expect(again.status).toBe(204);
  expect(rental.body).toMatchObject({ status: 'BORROWED', version: versionOf(first) + 1 });
});

test('lends one book to exactly one of 50 simultaneous borrowers', async () => {
  const bookId = await library.addBook();
  const users = await Promise.all(Array.from({ length: 50 }, library.addUser));

  const answers = await Promise.all(users.map((userId) => library.command('borrow', bookId, userId)));

  const winners = users.filter((_, index) => answers[index]?.status === 204);
  const losers = answers.filter((answer) => answer.status !== 204);
  expect(winners).toHaveLength(1);
  expect(losers.map((answer) => answer.status)).toEqual(Array.from({ length: 49 }, () => 409));
  for (const { body } of losers)
    expect(['/problems/book-not-available', '/problems/conflict']).toContain((body as { type: string }).type);
  expect((await api('GET', `/books/${bookId}`)).body).toMatchObject({
    status: 'NOT_AVAILABLE',
    borrowerId: winners[0],
  });

  const before = await api('GET', `/users/${winners[0]}`);
  const repeated = await Promise.all(users.map((userId) => library.command('borrow', bookId, userId)));

  expect(repeated.filter((answer) => answer.status === 204)).toHaveLength(1);
  expect((await api('GET', `/users/${winners[0]}`)).body).toEqual(before.body);
  const loans = await Promise.all(
    users.map(async (userId) => ((await api('GET', `/users/${userId}`)).body as { loans: number }).loans),
  );
  expect(loans.reduce((sum, one) => sum + one, 0)).toBe(1);
});

test('lends to 50 borrowers who retry their conflicts exactly once, and to none twice', async () => {
  const bookId = await library.addBook();
  const users = await Promise.all(Array.from({ length: 50 }, library.addUser));

  const borrow = async (userId: string, index: number): Promise<string> => {
    // Without a pause, and with the same for all, most of what they do is to be in each other's way.
    for (; ; await sleep(20 + index)) {
      const answer = await library.command('borrow', bookId, userId);
      const type = (answer.body as { type: string } | undefined)?.type ?? 'lent';
      if (type !== '/problems/conflict') return type;
    }
  };
  const ends = await Promise.all(users.map(borrow));

  expect(ends.filter((end) => end === 'lent')).toHaveLength(1);
  expect(ends.filter((end) => end === '/problems/book-not-available')).toHaveLength(49);
});
