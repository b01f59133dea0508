import { expect, test } from '@jest/globals';
import { createApiClient, versionOf } from './support/call-api.ts';
import { createLibrary } from './support/library.ts';
import { newId } from './support/new-id.ts';
import { servers } from './support/servers.ts';

const api = createApiClient(servers.apiUrl);
const library = createLibrary(api);

test('describes itself', async () => {
  const answer = await api('GET', '/');

  expect([answer.status, answer.body]).toEqual([200, { name: 'millrace', version: '0.1.0' }]);
});

test('adds an author with an id, a version and times of its own', async () => {
  const before = Date.now();
  const answer = await api('POST', '/authors', { body: { name: 'Ursula K. Le Guin', birthdate: '1929-10-21' } });

  const { authorId, version, createdAt } = answer.body as { authorId: string; version: number; createdAt: number };
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    authorId,
    name: 'Ursula K. Le Guin',
    birthdate: '1929-10-21',
    version,
    createdAt,
    updatedAt: createdAt,
  });
  expect(authorId).toMatch(/^[0-9A-Za-z]{27}$/);
  expect(authorId.slice(0, 13)).toBe(String(createdAt));
  expect(version).toBe(createdAt * 1_000);
  expect(createdAt).toBeGreaterThanOrEqual(before);
  expect(answer.headers).toMatchObject({
    etag: `"${version}"`,
    location: `/authors/${authorId}`,
    'content-type': 'application/json',
  });
  expect((await api('GET', answer.headers.location ?? '')).body).toEqual(answer.body);
});

test('names the path of what was created also when the request ended in a slash', async () => {
  const answer = await api('POST', '/authors/', { body: { name: 'A', birthdate: '1900' } });

  expect(answer.headers.location).toMatch(/^\/authors\/[0-9A-Za-z]{27}$/);
});

test('gives later ids to later items', async () => {
  const first = await api('POST', '/authors', { body: { name: 'A', birthdate: '1900' } });
  const second = await api('POST', '/authors', { body: { name: 'B', birthdate: '1900' } });

  const ids = [first, second].map((answer) => (answer.body as { authorId: string }).authorId);
  expect(ids[0]?.slice(0, 13).localeCompare(ids[1]?.slice(0, 13) ?? '')).toBeLessThanOrEqual(0);
  expect(ids[0]).not.toBe(ids[1]);
});

test('keeps an id well formed and unable to overwrite, whatever request id the caller chooses', async () => {
  for (const id of ["x'", '#', 'a'.repeat(128), '-', '0']) {
    const answer = await api('POST', '/authors', {
      body: { name: 'A', birthdate: '1900' },
      headers: { 'X-Amzn-RequestId': id },
    });

    expect([answer.status, (answer.body as { authorId: string }).authorId]).toEqual([
      201,
      expect.stringMatching(/^[0-9A-Za-z]{27}$/),
    ]);
  }
});

test('replaces and edits an author, raising the version by one each time', async () => {
  const path = `/authors/${await library.addAuthor()}`;
  const added = await api('GET', path);

  const replaced = await api('PUT', path, {
    body: { name: 'R', birthdate: '1901-02' },
    headers: { 'If-Match': added.headers.etag ?? '' },
  });
  const edited = await api('PATCH', path, { body: { name: 'E' }, headers: { 'If-Match': '*' } });

  expect([replaced.status, edited.status]).toEqual([200, 200]);
  expect(replaced.body).toMatchObject({ name: 'R', birthdate: '1901-02', version: versionOf(added) + 1 });
  expect(edited.body).toMatchObject({ name: 'E', birthdate: '1901-02', version: versionOf(added) + 2 });
  expect(edited.headers.etag).toBe(`"${versionOf(added) + 2}"`);
  expect((await api('GET', path)).body).toEqual(edited.body);
});

test('deletes an author, who is then gone, and a new one under the id starts at a higher version', async () => {
  const authorId = await library.addAuthor();
  const added = await api('GET', `/authors/${authorId}`);

  const deleted = await api('DELETE', `/authors/${authorId}`, { headers: { 'if-match': added.headers.etag ?? '' } });

  expect([deleted.status, deleted.text]).toEqual([204, '']);
  expect((await api('GET', `/authors/${authorId}`)).status).toBe(404);
  const again = await api('POST', '/authors', { body: { authorId, name: 'N', birthdate: '-0428' } });
  expect(versionOf(again)).toBeGreaterThan(versionOf(added) + 1);
});

test('adds a user as not verified and without loans', async () => {
  const answer = await api('POST', '/users', { body: { name: 'Ann', email: 'ann@example.org' } });

  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    name: 'Ann',
    email: 'ann@example.org',
    status: 'NOT_VERIFIED',
    comment: '',
    loans: 0,
  });
  expect(Object.keys(answer.body as object).sort()).toEqual([
    'comment',
    'createdAt',
    'email',
    'loans',
    'name',
    'status',
    'updatedAt',
    'userId',
    'version',
  ]);
});

test('replaces, edits and deletes a user, leaving the loans alone', async () => {
  const { userId } = await library.addLoan();
  const path = `/users/${userId}`;

  const replaced = await api('PUT', path, {
    body: { name: 'B', email: 'b@example.org', status: 'VERIFIED', comment: 'hello' },
  });
  const edited = await api('PATCH', path, { body: { comment: '' } });

  expect(replaced.body).toMatchObject({ name: 'B', status: 'VERIFIED', comment: 'hello', loans: 1 });
  expect(edited.body).toMatchObject({ name: 'B', comment: '', loans: 1, version: versionOf(replaced) + 1 });
  expect((await api('DELETE', `/users/${await library.addUser()}`)).status).toBe(204);
});

test('adds a book with a new author in one transaction', async () => {
  const whole = {
    title: 'The Left Hand of Darkness',
    isbn: '978-0-441-47812-5',
    description: 'Winter.',
    price: '12.5',
    currency: 'USD',
    category: 'Science fiction',
    tags: ['gender', 'ice', 'ice', ''],
    language: 'en-GB',
  };
  const answer = await api('POST', '/books', { body: { ...whole, author: { name: 'Le Guin', birthdate: '1929' } } });

  const { bookId, version } = answer.body as { bookId: string; version: number };
  const book = await api('GET', answer.headers.location ?? '');
  const { authorId } = book.body as { authorId: string };
  expect([answer.status, answer.body]).toEqual([201, { bookId, version }]);
  expect(answer.headers).toMatchObject({ etag: `"${version}"`, location: `/books/${bookId}` });
  expect(book.body).toEqual({
    bookId,
    authorId,
    ...whole,
    status: 'AVAILABLE',
    version,
    createdAt: version / 1_000,
    updatedAt: version / 1_000,
  });
  expect((await api('GET', `/authors/${authorId}`)).body).toMatchObject({ name: 'Le Guin', version });
});

test('adds a book to an author who is there', async () => {
  const authorId = await library.addAuthor();

  const answer = await api('POST', '/books', { body: { title: 'Anabasis', author: { authorId } } });

  const book = await api('GET', answer.headers.location ?? '');
  expect(book.body).toMatchObject({ title: 'Anabasis', authorId });
  expect(Object.keys(book.body as object).sort()).toEqual([
    'authorId',
    'bookId',
    'createdAt',
    'status',
    'title',
    'updatedAt',
    'version',
  ]);
});

test('adds neither book nor author when one of them is there already', async () => {
  const bookId = await library.addBook();
  const authorId = newId();

  await api('POST', '/books', { body: { bookId, title: 'T', author: { authorId, name: 'A', birthdate: '1900' } } });

  expect((await api('GET', `/authors/${authorId}`)).status).toBe(404);
});

test('replaces a book, removing what is absent, and edits it, keeping what is absent', async () => {
  const path = `/books/${await library.addBook({ isbn: '1', description: 'd', price: '1', tags: ['a'], category: 'c' })}`;

  const edited = await api('PATCH', path, { body: { price: '123456789012345678.123456789012345678', tags: [] } });
  const replaced = await api('PUT', path, { body: { title: 'New', language: 'de/en', currency: 'EUR' } });

  expect(edited.body).toMatchObject({
    isbn: '1',
    description: 'd',
    price: '123456789012345678.123456789012345678',
    tags: [],
    category: 'c',
  });
  const { bookId, authorId, version, createdAt, updatedAt } = replaced.body as Record<string, unknown>;
  expect(replaced.body).toEqual({
    bookId,
    authorId,
    title: 'New',
    language: 'de/en',
    currency: 'EUR',
    status: 'AVAILABLE',
    version,
    createdAt,
    updatedAt,
  });
});

test.each(['/', '/authors', '/books/x', '/books/x/borrow', '/rentals/x/y', '/search', '/status'])(
  'answers a preflight on %s',
  async (path) => {
    const answer = await api('OPTIONS', path, {
      headers: { Origin: 'https://example.org', 'Access-Control-Request-Method': 'PUT' },
    });

    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': expect.stringContaining('PATCH'),
      'access-control-allow-headers': expect.stringContaining('If-Match'),
    });
  },
);

test('sends the CORS headers with a success', async () => {
  const answer = await api('GET', `/authors/${await library.addAuthor()}`);

  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag,Location,Retry-After',
  });
});

test('takes a content type with parameters, and a body without one', async () => {
  const body = JSON.stringify({ name: 'A', birthdate: '1900' });

  for (const type of ['application/json; charset=utf-8', 'Application/JSON']) {
    expect((await api('POST', '/authors', { body, headers: { 'Content-Type': type } })).status).toBe(201);
  }
});

test.each(['19', '1929-13', '1929-10-32', '1929-1', 'yesterday', '-428', ''])(
  'refuses the birthdate %j',
  async (birthdate) => {
    expect((await api('POST', '/authors', { body: { name: 'A', birthdate } })).status).toBe(400);
  },
);

test.each(['1,5', '-1', '1e3', '.5', '1.', '01', '', '1234567890123456789'])('refuses the price %j', async (price) => {
  expect(
    (await api('POST', '/books', { body: { title: 'T', author: { name: 'A', birthdate: '1900' }, price } })).status,
  ).toBe(400);
});
