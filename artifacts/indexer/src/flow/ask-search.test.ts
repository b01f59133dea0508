import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { askSearch } from './ask-search.ts';

const request = { method: 'POST', path: '/books/_search' } as const;
const ask = (reply: object) => askSearch(request, answerWith(reply).send);
const rootCause = (type: string) => ({ error: { root_cause: [{ type, reason: 'x' }] } });

test('hands on an answer, its numbers as they stand in it', async () => {
  expect(await ask(replyOf(200, '{"n":9223372036854775807}'))).toMatchObject({
    kind: 'reply',
    body: { n: { value: '9223372036854775807' } },
  });
});

test.each([
  ['does not answer', noAnswer, 'TimeoutError'],
  ['is overloaded', replyOf(429, {}), '429'],
  ['is down', replyOf(503, 'text'), '503'],
  ['has no such index', replyOf(404, rootCause('index_not_found_exception')), '404'],
])('is unavailable while OpenSearch %s', async (_, reply, reason) => {
  expect(await ask(reply)).toMatchObject({
    problem: { type: '/problems/unavailable', status: 503 },
    reason,
  });
});

test.each([
  [400, 'too_many_clauses', 'fewer words'],
  [500, 'too_many_nested_clauses', 'fewer words'],
  [400, 'too_complex_to_determinize_exception', 'simpler pattern'],
])('tells the caller what is wrong with the request (%i %s)', async (status, type, detail) => {
  expect(await ask(replyOf(status, rootCause(type)))).toMatchObject({
    problem: { status: 400, detail: expect.stringContaining(detail) },
  });
});

test.each([
  [400, 'search.request-refused'],
  [401, 'search.forbidden'],
  [403, 'search.forbidden'],
])('throws what the caller cannot help (%i)', async (status, code) => {
  await expect(ask(replyOf(status, {}))).rejects.toMatchObject({ code });
});

test.each(['<html>', '', '{"hits":{"hits":[{"_source":{"title":"Em'])('takes %j for no answer', async (text) => {
  expect(await ask(replyOf(200, text))).toMatchObject({ problem: { status: 503 }, reason: 'half an answer' });
});

test.each(['search_context_missing_exception', 'index_not_found_exception'])(
  'tells who goes on in a point in time that it is over (%s), and does not ask for it in other words',
  async (type) => {
    const server = answerWith(replyOf(404, rootCause(type)));

    expect(await askSearch({ ...request, isOfKept: true }, server.send)).toMatchObject({
      problem: { status: 400, detail: expect.stringContaining('begin again') },
    });
    expect(server.requests).toEqual([request]);
  },
);
