import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { answer, found, hit, inPit, nextOf, opened, tokenSecret } from '../../test/fixtures/ask-search.ts';
import { buildRequest } from '../../test/fixtures/build-request.ts';
import { toNextToken } from '../core/search/next-token.ts';
import { toFingerprint } from '../core/search/to-fingerprint.ts';
import { book } from '../entities/book.ts';
import type { ReadItems } from './read-items.ts';

test('answers what was found', async () => {
  const server = answerWith(found(['b1']));

  expect(await answer(server.send)).toEqual({
    kind: 'found',
    response: {
      total: 1,
      partial: false,
      results: [{ type: 'Book', id: 'b1', version: 10, document: { bookId: 'b1', version: 10 } }],
    },
  });
  expect(server.requests).toMatchObject([{ method: 'POST', path: '/books/_search' }]);
});

test('asks the same copies of the shards for each page of a query', async () => {
  const server = answerWith(found(['b1', 'b2']));

  const next = await nextOf(server, { limit: 1 });
  await answer(server.send, { limit: 5, next });
  await answer(server.send, { text: 'emma' });

  const [first, second, other] = server.requests.map(({ query }) => query?.preference);
  expect(first).toBe(second);
  expect(other).not.toBe(first);
});

test('goes on after the last result, digit by digit', async () => {
  const last = '{"_source":{"bookId":"b1"},"sort":[9223372036854775807,"b1"]}';
  const text = `{"timed_out":false,"_shards":{"total":1,"successful":1,"failed":0},"hits":{"total":{"value":2},"hits":[${last},${last}]}}`;
  const server = answerWith(replyOf(200, text), found([]));

  const next = await nextOf(server, { limit: 1 });
  await answer(server.send, { limit: 1, next });

  expect(server.requests[1]?.body).toContain('"search_after":[9223372036854775807,"b1"]');
});

test('goes on by relevance behind as many results as it has shown, as each write moves all scores', async () => {
  const server = answerWith(found(['b1', 'b2', 'b3']), found(['b3', 'b4']), found(['b4']));

  const second = await nextOf(server, { text: 'emma', limit: 2 });
  const third = await nextOf(server, { text: 'emma', limit: 1, next: second });
  await answer(server.send, { text: 'emma', limit: 1, next: third });

  const bodies = server.requests.map(({ body = '' }) => JSON.parse(body));
  expect(bodies.map(({ from }) => from)).toEqual([undefined, 2, 3]);
  for (const body of bodies) expect(body).not.toHaveProperty('search_after');
});

test('goes on after the last result by relevance, too, where no write moves the scores', async () => {
  const server = answerWith(opened, inPit(['b1', 'b2']), inPit(['b2']), {});

  const next = await nextOf(server, { text: 'emma', isStable: true, limit: 1 });
  await answer(server.send, { text: 'emma', isStable: true, limit: 1, next });

  expect(server.requests[2]?.body).toContain('"search_after":["b1"]');
  expect(server.requests[2]?.body).not.toContain('"from"');
});

test('counts over a value that no token has room for, and goes on by values behind it', async () => {
  const long = { _source: { bookId: 'b1' }, sort: ['é'.repeat(8_000), 'b1'] };
  const pages = [[hit('b0'), long], [long, hit('b2')], [hit('b2'), hit('b3')], [hit('b3')]];
  const sort = [{ field: 'title', order: 'asc' }] as const;
  const server = answerWith(...pages.map((hits) => found([], { hits: { total: { value: 4 }, hits } })));

  let next: string | undefined;
  for (const _ of pages) {
    const page = await answer(server.send, { sort, limit: 1, next });
    next = page.kind === 'found' ? page.response.next : undefined;
  }

  expect(
    server.requests.map(({ body = '' }) => JSON.parse(body)).map((body) => body.search_after ?? body.from),
  ).toEqual([undefined, ['b0'], 2, ['b2']]);
});

test('counts no further than OpenSearch does, and says how to go on', async () => {
  const server = answerWith(found(['b1']));
  const binding = { fingerprint: toFingerprint(buildRequest({ text: 'emma' })), secret: tokenSecret };
  const place = { shown: 9_900, sortValues: undefined, pitId: undefined, isApproximate: false };
  const next = toNextToken(place, binding);

  expect(await answer(server.send, { text: 'emma', limit: 100, next })).toMatchObject({
    problem: { status: 400, detail: expect.stringContaining('`stable=true`') },
  });
  expect(server.requests).toEqual([]);
  expect(await answer(server.send, { text: 'emma', limit: 99, next })).toMatchObject({ kind: 'found' });
  const deep = toNextToken({ ...place, sortValues: '[1]' }, binding);
  expect(await answer(server.send, { text: 'emma', limit: 100, next: deep })).toMatchObject({ kind: 'found' });
});

test('refuses a token of another query without asking', async () => {
  const server = answerWith(found(['b1', 'b2']));
  const next = await nextOf(server, { limit: 1 });

  for (const refused of [{ next, text: 'emma' }, { next: 'x' }, { next: '' }]) {
    expect(await answer(server.send, { limit: 1, ...refused })).toMatchObject({
      kind: 'problem',
      problem: { status: 400, detail: expect.stringContaining('`next`') },
    });
  }
  expect(server.requests).toHaveLength(1);
});

test('is unavailable while OpenSearch does not answer', async () => {
  expect(await answer(answerWith(noAnswer).send)).toMatchObject({ problem: { status: 503 }, reason: 'TimeoutError' });
  expect(await answer(answerWith({}).send)).toMatchObject({ problem: { status: 503 }, reason: 'half an answer' });
});

test('looks for similar spellings only when the words find nothing, and says so on every page', async () => {
  const server = answerWith(found([]), found(['b1', 'b2'], {}), found(['b2']));

  const first = await answer(server.send, { text: 'ema', limit: 1 });
  if (first.kind === 'problem') throw new Error('Expected results.');
  const second = await answer(server.send, { text: 'ema', limit: 1, next: String(first.response.next) });

  expect(first.response).toMatchObject({ approximate: true, total: 2 });
  expect(second).toMatchObject({ response: { approximate: true, total: 1 } });
  expect(server.requests).toHaveLength(3);
  expect(server.requests.map(({ body }) => body?.includes('fuzziness'))).toEqual([false, true, true]);
});

test('says what the words may have meant', async () => {
  const emma = { ...found([]), hits: { total: { value: 1 }, hits: [hit('b1', { title: 'Emma' })] } };

  expect(await answer(answerWith(found([]), emma).send, { text: 'ema' })).toMatchObject({
    response: { approximate: true, didYouMean: 'emma' },
  });
});

test('says that nothing is found when nothing is spelt like it either', async () => {
  const { response } = (await answer(answerWith(found([])).send, { text: 'ema' })) as { response: object };

  expect(response).toEqual({ total: 0, partial: false, results: [] });
});

test('does not take a part of the index for all of it', async () => {
  const server = answerWith(found([], { timed_out: true }), found(['b1']));

  expect(await answer(server.send, { text: 'ema' })).toMatchObject({ response: { total: 0, partial: true } });
  expect(server.requests).toHaveLength(1);
});

const ofSimilar = (body: string | undefined) => Boolean(body?.includes('fuzziness'));

test.each([
  ['do not answer', noAnswer, true],
  ['are too much for OpenSearch now', replyOf(429, {}), true],
  ['are cut off', found([], { timed_out: true }), true],
  ['are too many for one search', replyOf(500, { error: { type: 'too_many_nested_clauses' } }), false],
])('answers that nothing is called so when similar spellings %s', async (_, similar, partial) => {
  const server = answerWith(found([]), similar);

  expect(await answer(server.send, { text: 'ema' })).toMatchObject({
    kind: 'found',
    response: { total: 0, results: [], partial },
  });
  expect(server.requests.map(({ body }) => ofSimilar(body))).toEqual([false, true]);
});

test('waits for what the caller knows, and says whether it was there', async () => {
  const server = answerWith(found([]));
  const after = [{ entity: book, id: ['b1'], version: 11 }];

  expect(await answer(server.send, { after, waitMs: 0 })).toMatchObject({ response: { consistent: false } });
});

test('does not claim to show what the part that is missing may hold', async () => {
  const seen = found([], { hits: { hits: [{ _id: 'S:Book:b1', _source: { version: 11 } }] } });
  const after = [{ entity: book, id: ['b1'], version: 11 }];
  const readItems: ReadItems = async () =>
    new Map([['S:Book:b1', { item: { version: { N: '11' } }, readAtMs: 1_700_000_000_000 }]]);

  for (const partial of [false, true]) {
    const { send } = answerWith(seen, found(['b2'], { timed_out: partial }));
    expect(await answer(send, { after }, { readItems })).toMatchObject({ response: { partial, consistent: !partial } });
  }
});
