import { expect, test } from '@jest/globals';
import { createApiClient } from './support/call-api.ts';
import { createLibrary } from './support/library.ts';
import { servers } from './support/servers.ts';

const api = createApiClient(servers.apiUrl);
const library = createLibrary(api);

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

  const borrow = async (userId: string): Promise<string> => {
    for (;;) {
      const answer = await library.command('borrow', bookId, userId);
      const type = (answer.body as { type: string } | undefined)?.type ?? 'lent';
      if (type !== '/problems/conflict') return type;
    }
  };
  const ends = await Promise.all(users.map(borrow));

  expect(ends.filter((end) => end === 'lent')).toHaveLength(1);
  expect(ends.filter((end) => end === '/problems/book-not-available')).toHaveLength(49);
});
