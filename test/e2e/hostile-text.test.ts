import { expect, test } from '@jest/globals';
import { hostileTexts } from '../support/hostile-texts.ts';
import { createApiClient } from './support/call-api.ts';
import { findDocuments } from './support/documents.ts';
import { createLibrary } from './support/library.ts';
import { servers } from './support/servers.ts';
import { readAllItems, textOf } from './support/table.ts';
import { waitUntil } from './support/wait-until.ts';

const api = createApiClient(servers.apiUrl);
const library = createLibrary(api);

const texts = hostileTexts;

test.concurrent.each(texts)('keeps %s in every field of an author', async (_, text) => {
  const added = await api('POST', '/authors', { body: { name: text, birthdate: '1900' } });
  const { authorId } = added.body as { authorId: string };
  const path = `/authors/${authorId}`;

  const replaced = await api('PUT', path, { body: { name: `${text}1`, birthdate: '1900' } });
  const edited = await api('PATCH', path, { body: { name: text } });

  expect([added, replaced, edited].map((answer) => (answer.body as { name: string }).name)).toEqual([
    text,
    `${text}1`,
    text,
  ]);
  expect((await api('GET', path)).body).toMatchObject({ name: text });
  const { version } = edited.body as { version: number };
  const document = await waitUntil(
    async () => (await findDocuments('authors', 'authorId', authorId))[0]?.source,
    (source) => source?.version === version,
  );
  expect(document?.name).toBe(text);
});

test.concurrent.each(texts)('keeps %s in every field of a user', async (_, text) => {
  const added = await api('POST', '/users', { body: { name: text, email: text.slice(0, 50_000) } });
  const path = added.headers.location ?? '';

  const replaced = await api('PUT', path, {
    body: { name: 'N', email: text, status: 'VERIFIED', comment: text.slice(0, 50_000) },
  });
  const edited = await api('PATCH', path, { body: { name: text.slice(0, 50_000), email: 'e', comment: text } });

  expect(added.body).toMatchObject({ name: text, email: text.slice(0, 50_000) });
  expect(replaced.body).toMatchObject({ email: text, comment: text.slice(0, 50_000) });
  expect(edited.body).toMatchObject({ name: text.slice(0, 50_000), comment: text });
  const { userId, version } = edited.body as { userId: string; version: number };
  const document = await waitUntil(
    async () => (await findDocuments('users', 'userId', userId))[0]?.source,
    (source) => source?.version === version,
  );
  expect(document).toMatchObject({ name: text.slice(0, 50_000), comment: text });
});

test.concurrent.each(
  ['title', 'isbn', 'description', 'category', 'tags'].flatMap((field) =>
    texts.map(([name, text]) => [field, name, text] as const),
  ),
)('keeps in the %s of a book: %s', async (field, _, text) => {
  const value = field === 'tags' ? [text, ''] : text;
  const added = await api('POST', '/books', {
    body: { title: 'T', author: { name: text.slice(0, 1_000), birthdate: '1900' }, [field]: value },
  });
  const path = added.headers.location ?? '';
  const first = await api('GET', path);

  const edited = await api('PATCH', path, { body: { title: 'T', [field]: field === 'tags' ? ['x'] : 'x' } });
  const replaced = await api('PUT', path, { body: { title: 'T', [field]: value } });

  expect(added.status).toBe(201);
  expect(edited.status).toBe(200);
  expect((first.body as Record<string, unknown>)[field]).toEqual(value);
  expect((replaced.body as Record<string, unknown>)[field]).toEqual(value);
  const { bookId, version } = replaced.body as { bookId: string; version: number };
  const document = await waitUntil(
    async () => (await findDocuments('books', 'bookId', bookId))[0]?.source,
    (source) => source?.version === version,
  );
  expect(document?.[field]).toEqual(value);
  expect(document?.authorName).toBe(text.slice(0, 1_000));
});

const paths = texts
  .filter(([name]) => name !== '300 KB')
  .map(([name, text]) => [name, encodeURIComponent(text)] as const);

const pathTexts: readonly (readonly [string, string])[] = [
  ...paths,
  ['another case of the id', 'AUTHOR:x'],
  ['a colon', 'a:b'],
  ['27 other characters', '-'.repeat(27)],
  ['a newline at the end', `${'a'.repeat(27)}%0A`],
];

test.each(pathTexts)('answers 404 or 400 to %s in a path', async (_, text) => {
  const user = await library.addUser();
  const requests = [
    ['GET', `/authors/${text}`],
    ['PUT', `/authors/${text}`, { name: 'A', birthdate: '1900' }],
    ['PATCH', `/authors/${text}`, { name: 'A' }],
    ['DELETE', `/authors/${text}`],
    ['GET', `/users/${text}`],
    ['PATCH', `/users/${text}`, { name: 'A' }],
    ['DELETE', `/users/${text}`],
    ['GET', `/books/${text}`],
    ['PUT', `/books/${text}`, { title: 'T' }],
    ['PATCH', `/books/${text}`, { title: 'T' }],
    ['DELETE', `/books/${text}`],
    ['POST', `/books/${text}/borrow`, { userId: user }],
    ['POST', `/books/${text}/return`, { userId: user }],
    ['POST', `/books/${text}/missing`, { userId: user }],
    ['POST', `/books/${text}/found`],
    ['GET', `/rentals/${text}/${user}`],
    ['GET', `/rentals/${user}/${text}`],
  ] as const;

  for (const [method, path, body] of requests) {
    const answer = await api(method, path, body && { body });
    expect([method, path, [400, 404].includes(answer.status)]).toEqual([method, path, true]);
  }
  expect((await api('GET', `/users/${user}`)).body).toMatchObject({ loans: 0 });
  // What stands in a template for an id of another form: nothing is ever stored under it.
  expect((await readAllItems()).map((item) => textOf(item, 'id')).filter((id) => id.includes(':-'))).toEqual([]);
});

test('answers 400 to a path that is not percent-encoded text, and 404 to one of 3 KB', async () => {
  expect((await api('GET', '/authors/%E0%A4%A')).status).toBe(400);
  expect((await api('GET', `/authors/${'a'.repeat(3_000)}`)).status).toBe(404);
});

test.each(texts.filter(([name]) => name !== '300 KB'))('searches for %s without a fault', async (_, text) => {
  const answer = await api('GET', `/search?q=${encodeURIComponent(text)}`);

  expect([200, 400]).toContain(answer.status);
});
