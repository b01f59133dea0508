import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { book } from '../entities/book.ts';
import { answerSearch } from './answer-search.ts';

const event = { queryStringParameters: { q: 'emma' } };
const hits = { total: { value: 1 }, hits: [{ _source: { bookId: 'b1', version: 10 } }] };

test('answers what was found', async () => {
  const server = answerWith({ timed_out: false, _shards: { failed: 0 }, hits });

  expect(await answerSearch(event, book, server.send)).toEqual({
    kind: 'found',
    response: { total: 1, results: [{ type: 'Book', id: 'b1', version: 10, document: { bookId: 'b1', version: 10 } }] },
  });
  expect(server.requests).toMatchObject([{ method: 'POST', path: '/books/_search' }]);
});

test('answers a bad request without asking', async () => {
  const server = answerWith();

  expect(await answerSearch({}, book, server.send)).toMatchObject({ kind: 'problem', problem: { status: 400 } });
  expect(server.requests).toEqual([]);
});

test.each([
  ['does not answer', noAnswer, 'TimeoutError'],
  ['is overloaded', replyOf(429, {}), '429'],
  ['is down', replyOf(503, 'text'), '503'],
  ['has found only a part', replyOf(200, { timed_out: false, _shards: { failed: 1 }, hits }), 'partial answer'],
])('is unavailable while OpenSearch %s', async (_, reply, reason) => {
  expect(await answerSearch(event, book, answerWith(reply).send)).toMatchObject({
    kind: 'problem',
    problem: { type: '/problems/unavailable', status: 503 },
    reason,
  });
});

test.each([400, 500])('tells the client of a text of too many words (%i)', async (status) => {
  const reply = replyOf(status, { error: { root_cause: [{ type: 'too_many_nested_clauses' }] } });

  expect(await answerSearch(event, book, answerWith(reply).send)).toMatchObject({
    problem: { status: 400, detail: 'Expected `q` to have fewer words, got too many.' },
  });
});

test.each([
  [400, 'search.request-refused'],
  [401, 'search.forbidden'],
  [403, 'search.forbidden'],
  [404, 'search.index-missing'],
])('throws what the client cannot help (%i)', async (status, code) => {
  await expect(answerSearch(event, book, answerWith(replyOf(status, {})).send)).rejects.toMatchObject({ code });
});

test('throws on an answer that is no JSON', async () => {
  await expect(answerSearch(event, book, answerWith(replyOf(200, '<html>')).send)).rejects.toThrow();
});
