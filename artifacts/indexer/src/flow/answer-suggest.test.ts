import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { suggested } from '../entities/registry.ts';
import { rental } from '../entities/rental.ts';
import { answerSuggest } from './answer-suggest.ts';
import type { OpenSearchReply } from './send-request.ts';

const replyWith = (...sources: readonly object[]) => ({
  timed_out: false,
  _shards: { total: 1, successful: 1, failed: 0 },
  hits: { hits: sources.map((_source) => ({ _source })) },
});
const emma = replyWith({ bookId: 'b1', title: 'Emma' });
const goldman = replyWith({ authorId: 'a1', name: 'Goldman, Emma' });
const nothing = replyWith();
const ask = async (...replies: readonly (OpenSearchReply | object)[]) => {
  const { send, requests } = answerWith(...replies);
  const answer = await answerSuggest({ text: 'emm', limit: 8 }, { entities: suggested, send });
  return { answer, paths: requests.map(({ path }) => path) };
};

test('suggests titles and names with type and id', async () => {
  expect(await ask(emma, goldman)).toEqual({
    answer: {
      kind: 'found',
      response: {
        suggestions: [
          { type: 'Book', id: 'b1', text: 'Emma' },
          { type: 'Author', id: 'a1', text: 'Goldman, Emma' },
        ],
        partial: false,
      },
    },
    paths: ['/books/_search', '/authors/_search'],
  });
});

test('looks for similar spellings only when nothing is called so', async () => {
  const { answer, paths } = await ask(nothing, nothing, nothing, goldman);

  expect(answer).toMatchObject({ response: { suggestions: [{ id: 'a1' }] } });
  expect(paths).toHaveLength(4);
});

test.each([
  ['ran out of time', { timed_out: true }],
  ['lacks a shard', { _shards: { total: 2, successful: 1, failed: 1 } }],
])('does not take an index for empty that %s', async (_, part) => {
  const { answer, paths } = await ask(nothing, { ...nothing, ...part }, goldman, goldman);

  expect(answer).toMatchObject({ response: { suggestions: [], partial: true } });
  expect(paths).toHaveLength(2);
});

test('says of what it found that it may not be all', async () => {
  const part = { ...emma, timed_out: true };

  for (const replies of [
    [part, goldman],
    [nothing, nothing, part, goldman],
  ]) {
    expect((await ask(...replies)).answer).toMatchObject({ response: { suggestions: { length: 2 }, partial: true } });
  }
});

test.each([
  ['do not answer', noAnswer, true],
  ['are too many for one search', replyOf(500, { error: { type: 'too_many_nested_clauses' } }), false],
])('suggests nothing where nothing is called so and similar spellings %s', async (_, similar, partial) => {
  expect((await ask(nothing, nothing, similar)).answer).toEqual({
    kind: 'found',
    response: { suggestions: [], partial },
    ...(partial && { reason: 'TimeoutError' }),
  });
});

test('has nothing to suggest of what is called nothing', async () => {
  const { send, requests } = answerWith(emma);

  expect(await answerSuggest({ text: 'x', limit: 8 }, { entities: [rental], send })).toEqual({
    kind: 'found',
    response: { suggestions: [], partial: false },
  });
  expect(requests).toEqual([]);
});

test.each([
  ['does not answer', noAnswer, 503],
  ['has no such index now', replyOf(404, {}), 503],
  ['is overloaded', replyOf(429, {}), 503],
  ['answers something else', { acknowledged: true }, 503],
  ['finds too many words', replyOf(400, { error: { type: 'too_many_clauses' } }), 400],
])('says so when OpenSearch %s', async (_, reply, status) => {
  expect((await ask(emma, reply)).answer).toMatchObject({ kind: 'problem', problem: { status } });
});

test('throws what a client cannot help', async () => {
  await expect(ask(replyOf(403, {}))).rejects.toMatchObject({ code: 'search.forbidden' });
});
