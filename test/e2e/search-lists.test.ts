import { beforeAll, expect, test } from '@jest/globals';
import { createApiClient } from './support/call-api.ts';
import { newId } from './support/new-id.ts';
import { createSend } from './support/open-search-server.ts';
import { createSearchClient, newMarker, resultsOf } from './support/search-client.ts';
import { servers } from './support/servers.ts';
import { waitUntil } from './support/wait-until.ts';

const api = createApiClient(servers.apiUrl);
const { ask, search, walk, untilTotal } = createSearchClient(api);
const send = createSend(servers.opensearchUrl);
const marker = newMarker();
const [ann, bob, jane, leo] = [newId(), newId(), newId(), newId()];
/** Three of Jane's and one of Leo's. */
const books = [newId(), newId(), newId(), newId()] as const;

const command = async (name: string, bookId: string, userId: string): Promise<void> =>
  expect((await api('POST', `/books/${bookId}/${name}`, { body: { userId } })).status).toBe(204);

beforeAll(async () => {
  for (const [userId, name] of [
    [ann, `Ann Reader ${marker}`],
    [bob, `Bob Reader ${marker}`],
  ])
    await api('POST', '/users', { body: { userId, name, email: `${name?.slice(0, 3)}.${marker}@example.org` } });
  for (const [authorId, name] of [
    [jane, `Jane Writer ${marker}`],
    [leo, `Leo Writer ${marker}`],
  ])
    await api('POST', '/authors', { body: { authorId, name, birthdate: '1900' } });
  for (const [n, bookId] of books.entries()) {
    const author = { authorId: n < 3 ? jane : leo };
    await api('POST', '/books', { body: { bookId, title: `Volume ${n} ${marker}`, author, price: String(n) } });
  }
  await command('borrow', books[0], ann);
  await command('borrow', books[1], ann);
  await command('return', books[1], ann);
  await command('borrow', books[2], bob);
  await command('missing', books[2], bob);
  await untilTotal(2, {}, `/users/${ann}/rentals`);
  await untilTotal(1, { status: 'RETURNED' }, `/users/${ann}/rentals`);
  await untilTotal(1, { status: 'MISSING' }, `/users/${bob}/rentals`);
  await untilTotal(1, {}, `/users/${ann}/books`);
  await untilTotal(1, { q: marker, status: 'MISSING' }, '/books');
  await untilTotal(1, { q: marker, status: 'SUSPENDED' }, '/users');
  await untilTotal(2, { q: marker }, '/authors');
});

const idsOf = async (path: string, parameters = {}) => (await search(parameters, path)).results.map(({ id }) => id);

test('lists books by their status, in the order of their ids', async () => {
  const mine = { q: marker, sort: 'bookId' };

  expect(await idsOf('/books', { ...mine, status: 'AVAILABLE' })).toEqual([books[1], books[3]].toSorted());
  expect(await idsOf('/books', { ...mine, status: 'NOT_AVAILABLE,MISSING' })).toEqual([books[0], books[2]].toSorted());
  expect(await idsOf('/books', { ids: books.join() })).toEqual([...books].toSorted());
});

test('lists the books of an author, filtered and sorted as any search', async () => {
  expect(await idsOf(`/authors/${jane}/books`, { sort: '-price' })).toEqual([books[2], books[1], books[0]]);
  expect(await idsOf(`/authors/${jane}/books`, { priceFrom: '1', sort: 'price' })).toEqual([books[1], books[2]]);
  expect(await idsOf(`/authors/${newId()}/books`)).toEqual([]);
});

test('lists the books that a user has', async () => {
  expect(await idsOf(`/users/${ann}/books`)).toEqual([books[0]]);
  expect(await idsOf(`/users/${ann}/books`, { status: 'borrowed' })).toEqual([books[0]]);
  expect(await idsOf(`/users/${bob}/books`)).toEqual([]);
});

test('lists the rentals of a user, the newest change first', async () => {
  const { results } = await search({}, `/users/${ann}/rentals`);

  expect(results.map(({ type, id, document }) => [type, id, document.status])).toEqual([
    ['Rental', `${books[1]}:${ann}`, 'RETURNED'],
    ['Rental', `${books[0]}:${ann}`, 'BORROWED'],
  ]);
  expect(await idsOf(`/users/${ann}/rentals`, { status: 'BORROWED' })).toEqual([`${books[0]}:${ann}`]);
});

test('lists all rentals, the newest change first, and some by their ids', async () => {
  const times = (await search({ limit: 100 }, '/rentals')).results.map(({ document }) => Number(document.updatedAt));
  const ids = [`${books[0]}:${ann}`, `${books[2]}:${bob}`];

  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect((await idsOf('/rentals', { ids: ids.join() })).toSorted()).toEqual(ids.toSorted());
  expect(await idsOf('/rentals', { ids: `${books[0]}:${bob}` })).toEqual([]);
});

test('lists authors and users by words of their names, and by status', async () => {
  expect(await idsOf('/authors', { q: `WRITER ${marker}`, sort: 'name' })).toEqual([jane, leo]);
  expect(await idsOf('/users', { q: `ann ${marker}` })).toEqual([ann]);
  expect(await idsOf('/users', { q: marker, status: 'SUSPENDED' })).toEqual([bob]);
});

test('finds the same by `type` as in the lists', async () => {
  for (const [path, type] of [
    ['/authors', 'Author'],
    ['/users', 'User'],
    ['/books', 'Book'],
  ] as const)
    expect(await search({ q: marker, type, sort: 'createdAt' })).toEqual(
      await search({ q: marker, sort: 'createdAt' }, path),
    );
});

test('goes through a list page by page, under its own path only', async () => {
  const path = `/authors/${jane}/books`;

  const pages = await walk({ limit: 1, sort: 'price' }, async () => {}, path);
  const answer = await ask({ limit: 1, sort: 'price', next: pages[0]?.next ?? '' }, `/authors/${leo}/books`);

  expect(resultsOf(pages).map(({ id }) => id)).toEqual([books[0], books[1], books[2]]);
  expect(answer.status).toBe(400);
});

test('finds no e-mail address, in no index and in no answer', async () => {
  const mail = `ann.${marker}@example.org`;
  const user = (await api('PATCH', `/users/${ann}`, { body: { email: mail } })).body as { version: number };
  await waitUntil(
    () => search({ ids: ann }, '/users'),
    ({ results }) => results[0]?.version === user.version,
  );

  for (const type of ['User', 'Book', 'Author']) expect((await search({ type, q: mail })).total).toBe(0);
  for (const sent of [{ filter: { email: { eq: mail } } }, { sort: ['email'] }, { facets: ['email'] }]) {
    const refused = await api('POST', '/search', { body: { type: 'User', ...sent } });
    expect([sent, refused.status]).toEqual([sent, 400]);
  }
  // Everywhere, but only what this test has brought about: of all that others do, one answer shows a part.
  const query = { query_string: { query: `"${ann}" OR "${marker}"`, fields: ['*'], lenient: true } };
  const found = await send({ method: 'POST', path: '/_all/_search', body: JSON.stringify({ size: 1_000, query }) });
  const stored = found.kind === 'reply' ? found.text : '';
  expect(stored).toContain(ann);
  expect(stored).not.toContain(mail);
  expect(await (await fetch(`${servers.opensearchUrl}/_all/_mapping`)).text()).not.toMatch(/mail/i);
});
