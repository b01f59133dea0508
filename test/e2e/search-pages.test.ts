import { beforeAll, expect, test } from '@jest/globals';
import { createApiClient } from './support/call-api.ts';
import { newId } from './support/new-id.ts';
import { createSend } from './support/open-search-server.ts';
import { createSearchClient, newMarker, type Parameters, resultsOf } from './support/search-client.ts';
import { servers } from './support/servers.ts';
import { startGateway } from './support/start-gateway.ts';
import { startIndexProxy } from './support/start-index-proxy.ts';

const api = createApiClient(servers.apiUrl);
const { ask, search, searchByBody, walk, untilTotal } = createSearchClient(api);
const send = createSend(servers.opensearchUrl);
const marker = newMarker();
const authorId = newId();

const addBook = async (title: string, price?: string): Promise<string> => {
  const bookId = newId();
  const body = { bookId, title, author: { authorId }, ...(price && { price }) };
  expect((await api('POST', '/books', { body })).status).toBe(201);
  return bookId;
};
const idsOf = async (parameters: Parameters, between?: () => Promise<void>): Promise<readonly string[]> =>
  resultsOf(await walk(parameters, between)).map(({ id }) => id);
/** Searches by way of a gateway of the test's own, so that other tests' points in time are not taken for its own. */
const watchPointsInTime = async () => {
  const [opened, closed]: [string[], string[]] = [[], []];
  const proxy = await startIndexProxy(servers.opensearchUrl, {
    onAnswer: ({ method, path, sent, answered }) => {
      if (!path.endsWith('/_search/point_in_time')) return;
      if (method === 'POST') opened.push((JSON.parse(answered) as { pit_id: string }).pit_id);
      if (method === 'DELETE') closed.push(...(JSON.parse(sent) as { pit_id: readonly string[] }).pit_id);
    },
  });
  const gateway = await startGateway({ opensearchUrl: proxy.url });
  const close = async () => {
    await gateway.close();
    await proxy.close();
  };
  return { ...createSearchClient(createApiClient(gateway.url)), opened, closed, close };
};

/** 24 books: four with each of four prices, eight without; three titles, in capitals or not. */
const prices = ['0.5', '7', '7.25', '12345678901234567.123456789', undefined, undefined];
beforeAll(async () => {
  await api('POST', '/authors', { body: { authorId, name: `Walker ${marker}`, birthdate: '1900' } });
  for (let n = 0; n < 24; n++) await addBook(`${['Alpha', 'beta', 'Gamma'][n % 3]} ${marker}`, prices[n % 6]);
  await untilTotal(24, { q: marker });
});

test.each([
  {},
  { sort: 'price' },
  { sort: '-price' },
  { sort: 'title,-price' },
  { sort: '-title' },
  { sort: '-createdAt' },
  { sort: 'borrowerId' },
  { sort: '-isbn,price' },
])('walks through equal and missing values without loss or repetition: %j', async (sort) => {
  const whole = await search({ q: marker, limit: 100, ...sort });

  for (const limit of [1, 5, 24]) {
    const pages = await walk({ q: marker, limit, ...sort });

    expect(resultsOf(pages).map(({ id }) => id)).toEqual(whole.results.map(({ id }) => id));
    expect(pages.map(({ results }) => results.length)).toEqual(
      Array.from({ length: Math.ceil(24 / limit) }, (_, n) => Math.min(limit, 24 - n * limit)),
    );
    expect(new Set(resultsOf(pages).map(({ id }) => id)).size).toBe(24);
  }
});

test('puts what is missing last, both ways, and equals in the order of their ids', async () => {
  const pricesOf = async (sort: string) =>
    (await search({ q: marker, limit: 100, sort })).results.map(({ document }) => document.price);
  const ids = (await search({ authorId, sort: 'price', limit: 100 })).results.map(({ id }) => id);

  const [ascending, descending] = [await pricesOf('price'), await pricesOf('-price')];

  const four = (price: string | undefined) => Array.from({ length: 4 }, () => price);
  const missing = [...four(undefined), ...four(undefined)];
  const priced = prices.slice(0, 4);
  expect(ascending).toEqual([...priced.flatMap(four), ...missing]);
  expect(descending).toEqual([...priced.toReversed().flatMap(four), ...missing]);
  expect(ids.slice(16)).toEqual(ids.slice(16).toSorted());
});

test('gives the last page no `next`, even when it is full', async () => {
  expect(await search({ q: marker, limit: 24 })).not.toHaveProperty('next');
  expect(await search({ q: marker, limit: 23 })).toHaveProperty('next');
});

test('lets a page have another size, and the same page be asked for again', async () => {
  const { next = '', results } = await search({ q: marker, sort: 'title', limit: 3 });

  const [again, larger] = [
    await search({ q: marker, sort: 'title', limit: 3, next }),
    await search({ q: marker, sort: 'title', limit: 21, next }),
  ];

  expect(again.results).toEqual(larger.results.slice(0, 3));
  expect(new Set([...results, ...larger.results].map(({ id }) => id)).size).toBe(24);
});

test('refuses a token with anything else than it was given for, and one that somebody made up', async () => {
  const query = { q: marker, sort: 'price', limit: 2 };
  const { next = '' } = await search(query);
  const forged = `${next.slice(0, 30)}${next[30] === 'A' ? 'B' : 'A'}${next.slice(31)}`;
  const others = [
    { ...query, q: 'other', next },
    { ...query, sort: '-price', next },
    { ...query, status: 'AVAILABLE', next },
    { ...query, type: 'Author', sort: 'name', next },
    { ...query, stable: true, next },
    { ...query, facets: 'status', next },
    { ...query, next: forged },
    { ...query, next: `${next}A` },
    { ...query, next: Buffer.from('["[0,"a"]",0]').toString('base64url').padStart(50, 'A') },
  ];

  for (const other of others) {
    const answer = await ask(other);
    expect([other, answer.status, answer.body]).toMatchObject([
      other,
      400,
      { detail: expect.stringContaining('`next`') },
    ]);
  }
});

test('takes a token in the body as in the address', async () => {
  const { next = '' } = await search({ q: marker, sort: 'price', limit: 2 });

  const [byAddress, byBody] = [
    await search({ q: marker, sort: 'price', limit: 2, next }),
    await searchByBody({ q: marker, sort: ['price'], limit: 2, next }),
  ];

  expect(byBody).toEqual(byAddress);
});

test('shows in all pages of a stable search what there was at the first, and keeps nothing open after the last', async () => {
  const watched = await watchPointsInTime();
  const first = await search({ q: marker, sort: 'title' });
  let changes = 0;
  const change = async (): Promise<void> => {
    changes += 1;
    if (changes > 2) return;
    const [gone] = (await search({ q: marker, sort: '-title', limit: 1 })).results;
    await api('DELETE', `/books/${gone?.id}`);
    await addBook(`Aaa ${marker}`);
    await addBook(`Zzz ${marker}`);
    await untilTotal(24 + changes, { q: marker });
  };

  const stable = await watched.walk({ q: marker, sort: 'title', limit: 5, stable: true }, change);
  await watched.close();

  expect(stable.map(({ total }) => total)).toEqual([24, 24, 24, 24, 24]);
  expect(resultsOf(stable).map(({ id }) => id)).toEqual(first.results.slice(0, 24).map(({ id }) => id));
  expect((await search({ q: marker })).total).toBe(26);
  expect(watched.opened).toHaveLength(1);
  expect(watched.closed).toEqual(watched.opened);
});

test('says that a stable search is over once it has been kept long enough', async () => {
  const query = { q: marker, limit: 5, stable: true };
  const watched = await watchPointsInTime();
  const { next = '' } = await watched.search(query);
  await watched.close();
  // What a minute without a request does.
  await send({ method: 'DELETE', path: '/_search/point_in_time', body: JSON.stringify({ pit_id: watched.opened }) });

  const answer = await ask({ ...query, next });

  expect([answer.status, answer.body]).toMatchObject([400, { detail: expect.stringContaining('begin again') }]);
});

test('fits into an address with a point in time in it', async () => {
  const { next = '' } = await search({ q: marker, limit: 5, stable: true, sort: 'title' });

  expect(next.length).toBeLessThan(1_000);
  await walk({ q: marker, limit: 100, stable: true, sort: 'title', next });
});

/** Books whose titles have a word in common, the best match first. */
const addRanked = async (count: number): Promise<{ readonly word: string; readonly ids: readonly string[] }> => {
  const word = newMarker();
  for (let n = 0; n < count; n++) await addBook(`${word}${' and so on'.repeat(1 + (n % 4))}`);
  await untilTotal(count, { q: word });
  return { word, ids: await idsOf({ q: word, limit: 100 }) };
};

test('walks by relevance through each result once while books come that it is not about', async () => {
  const { word, ids } = await addRanked(12);
  const addAnother = async (): Promise<void> => {
    const other = newMarker();
    await addBook(`Something else ${other}`);
    await untilTotal(1, { q: other });
  };

  expect(await idsOf({ q: word, limit: 2 }, addAnother)).toEqual(ids);
});

test('shows by relevance one result again for each that has come in front, and leaves none out', async () => {
  const { word, ids } = await addRanked(6);
  let added = 0;
  const addInFront = async (): Promise<void> => {
    added += 1;
    await addBook(word);
    await untilTotal(6 + added, { q: word });
  };

  const shown = await idsOf({ q: word, limit: 2 }, addInFront);

  expect([...new Set(shown)]).toEqual(ids);
  expect([added, shown.length]).toEqual([4, 6 + added]);
});

test('leaves out by relevance one result for each that has gone in front, but not in a stable search', async () => {
  const { word, ids } = await addRanked(6);
  const deleteOnce = (id: string | undefined) => async (): Promise<void> => {
    if ((await api('DELETE', `/books/${id}`)).status === 204)
      await untilTotal(6 - ids.indexOf(String(id)) - 1, { q: word });
  };

  const drifted = await idsOf({ q: word, limit: 2 }, deleteOnce(ids[0]));
  const stable = await idsOf({ q: word, limit: 2, stable: true }, deleteOnce(ids[1]));

  expect(drifted).toEqual(ids.filter((_, n) => n !== 2));
  expect(stable).toEqual(ids.slice(1));
});

test.each([false, true])('walks through titles that no token has room for (stable: %j)', async (stable) => {
  const word = newMarker();
  for (const length of [5_000, 1, 8_000, 2, 6_000, 3_000])
    await addBook(`${'Long'.repeat(length / 4)} ${word} ${length}`);
  await untilTotal(6, { q: word });

  for (const sort of ['title', '-title', 'title,authorName,-isbn,category']) {
    const query = { q: word, sort, stable };
    const pages = await walk({ ...query, limit: 1 });

    expect(resultsOf(pages).map(({ id }) => id)).toEqual((await search(query)).results.map(({ id }) => id));
    for (const { next = '' } of pages) expect(next.length).toBeLessThan(stable ? 5_000 : 4_001);
  }
});
