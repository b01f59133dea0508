import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { calledOperations } from '../support/contract.ts';
import { type Answer, createApiClient } from './support/call-api.ts';
import { newId } from './support/new-id.ts';
import { validRequest } from './support/problem-cases.ts';
import { servers } from './support/servers.ts';
import { startGateway, type TestGateway } from './support/start-gateway.ts';
import { waitUntil } from './support/wait-until.ts';

const api = createApiClient(servers.apiUrl);
/** A word that no other book has, so that other tests' books stay out of the results. */
const marker = `zq${newId().slice(1, 13).toLowerCase()}`;

interface Found {
  readonly total: number;
  readonly results: readonly { type: string; id: string; version: number; document: Record<string, unknown> }[];
}
const search = async (query: string): Promise<Found> =>
  (await api('GET', `/search?q=${encodeURIComponent(query)}&limit=100`)).body as Found;
const titles = async (query: string) => (await search(query)).results.map((result) => result.document.title);

const dostoyevsky = { authorId: newId(), name: `Фёдор Dostoïevski ${marker}`, birthdate: '1821-11-11' };
const books: readonly Record<string, unknown>[] = [
  {
    title: `Crime and Punishment ${marker}`,
    author: dostoyevsky,
    isbn: '978-0-14-044913-6',
    tags: ['murder', 'Saint Petersburg'],
    category: 'Russian fiction',
    price: '12345678901234567.123456789',
    currency: 'EUR',
    language: 'en',
  },
  {
    title: 'The Idiot',
    author: { authorId: dostoyevsky.authorId },
    description: `A prince comes home. Murder ends it. ${marker}`,
  },
  { title: `Επτά επί Θήβας, Mise\u0301rables ${marker}`, author: { name: 'Ёлкин', birthdate: '1980' } },
  { title: `Murder, she read ${marker}`, author: { name: 'Élodie Zoë', birthdate: '1980' } },
];

beforeAll(async () => {
  for (const book of books) expect((await api('POST', '/books', { body: book })).status).toBe(201);
  await waitUntil(
    () => search(marker),
    (found) => found.total === books.length,
  );
});

test('finds a book by a word of its title, author, description, category, tag and ISBN', async () => {
  for (const query of ['crime', 'dostoievski', 'russian', 'petersburg', '978-0-14-044913-6', '9780140449136']) {
    expect([query, await titles(`${query} ${marker}`)]).toEqual([
      query,
      expect.arrayContaining([`Crime and Punishment ${marker}`]),
    ]);
  }
  expect(await titles(`prince ${marker}`)).toEqual(['The Idiot']);
});

test('finds an ISBN as it is written by the words of a filter, too, and shows where it is', async () => {
  const find = async (filter: object) =>
    (await api('POST', '/search', { body: { q: marker, filter, highlight: true } })).body as Found;
  const isbn = '978-0-14-044913-6';

  for (const condition of [{ match: isbn }, { matchPhrase: isbn }, { matchPhrasePrefix: '978-0-14' }, { eq: isbn }])
    expect([condition, (await find({ isbn: condition })).total]).toEqual([condition, 1]);
  expect((await find({ multiMatch: { fields: ['title', 'isbn'], query: `crime ${isbn}` } })).total).toBe(1);
  expect((await find({ isbn: { match: '978-0-14-044913-7' } })).total).toBe(0);
  const { body } = await api('GET', `/search?q=${isbn}%20${marker}&highlight=true`);
  expect(body).toMatchObject({ results: [{ highlights: { isbn: [['', isbn, '']] } }] });
});

test('puts the match in the title before those elsewhere', async () => {
  expect((await titles(`murder ${marker}`))[0]).toBe(`Murder, she read ${marker}`);
});

test('wants every word, in whatever field', async () => {
  expect(await titles(`crime dostoievski ${marker}`)).toEqual([`Crime and Punishment ${marker}`]);
  expect(await titles(`crime prince ${marker}`)).toEqual([]);
});

test('minds neither case nor accents', async () => {
  for (const query of ['ΕΠΤΑ ΕΠΙ ΘΗΒΑΣ', 'επτα θηβας', 'Misérables', 'miserables', 'ЕЛКИН']) {
    expect([query, await titles(`${query} ${marker}`)]).toEqual([query, [expect.stringContaining('Επτά')]]);
  }
  for (const query of ['CRIME', 'ÉLODIE', 'elodie zoe', 'DOSTOÏEVSKI']) {
    expect((await titles(`${query} ${marker}`)).length).toBeGreaterThan(0);
  }
});

test('answers type, id, version and document, the price with every digit as text', async () => {
  const { total, results } = await search(`crime ${marker}`);

  const book = await api('GET', `/books/${results[0]?.id}`);
  expect(total).toBe(1);
  expect(results[0]).toEqual({
    type: 'Book',
    id: expect.stringMatching(/^[0-9A-Za-z]{27}$/),
    version: (book.body as { version: number }).version,
    document: { ...(book.body as object), authorName: dostoyevsky.name },
  });
});

test('counts all but answers no more than the limit', async () => {
  const answer = await api('GET', `/search?q=${marker}&limit=1`);

  expect(answer.body).toMatchObject({ total: books.length, results: [{ type: 'Book' }] });
  expect((answer.body as Found).results).toHaveLength(1);
});

test('follows a rename of the author, a deletion and a return', async () => {
  await api('PATCH', `/authors/${dostoyevsky.authorId}`, { body: { name: `Quorvath ${marker}` } });
  await waitUntil(
    () => titles(`quorvath ${marker}`),
    (found) => found.length === 2,
  );
  expect(await titles(`dostoievski ${marker}`)).toEqual([]);

  await api('DELETE', `/authors/${dostoyevsky.authorId}`);
  await waitUntil(
    () => titles(`quorvath ${marker}`),
    (found) => found.length === 0,
  );
  const orphan = (await search(`prince ${marker}`)).results[0]?.document;
  expect(orphan).toMatchObject({ authorId: dostoyevsky.authorId });
  expect(orphan).not.toHaveProperty('authorName');

  await api('POST', '/authors', { body: dostoyevsky });
  await waitUntil(
    () => titles(`dostoievski ${marker}`),
    (found) => found.length === 2,
  );
});

test('forgets a deleted book', async () => {
  const { results } = await search(`elodie ${marker}`);
  await api('DELETE', `/books/${results[0]?.id}`);

  await waitUntil(
    () => titles(`elodie ${marker}`),
    (found) => found.length === 0,
  );
});

const answered = calledOperations.filter(({ integration }) => integration.type === 'aws_proxy');

describe('with OpenSearch away', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ opensearchUrl: 'http://127.0.0.1:9' });
  });
  afterAll(() => gateway?.close());

  test.each(answered.map((operation) => [operation.operationId, operation] as const))(
    '%s answers unavailable, and when to come back',
    async (_, operation) => {
      const { method, path, body } = validRequest(operation);

      const answer = await createApiClient(gateway.url)(method, path, { body });

      expectProblem(answer, 'unavailable', 503);
      expect(answer.headers['retry-after']).toBe('1');
    },
  );
});

describe('with a search function that is misconfigured', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ opensearchUrl: 'not an address' });
  });
  afterAll(() => gateway?.close());

  test.each(answered.map((operation) => [operation.operationId, operation] as const))(
    '%s answers internal, without a word of the cause',
    async (_, operation) => {
      const { method, path, body } = validRequest(operation);

      const answer = await createApiClient(gateway.url)(method, path, { body });

      expectProblem(answer, 'internal', 500);
      expect(answer.text).not.toContain('address');
    },
  );
});

function expectProblem(answer: Answer, name: string, status: number): void {
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect([answer.status, answer.body]).toMatchObject([status, { type: `/problems/${name}`, status }]);
  expect(answer.headers['access-control-allow-origin']).toBe('*');
}
