import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { author } from '../entities/author.ts';
import { book } from '../entities/book.ts';
import { createFindWriteTargets } from './find-write-targets.ts';
import type { OpenSearchReply } from './send-request.ts';

const aliases = {
  'books-v2': { aliases: { 'books-write': {} } },
  'books-v1': { aliases: { books: {}, 'books-write': {} } },
  'authors-v1': { aliases: { 'authors-write': {} } },
};
const find = (...replies: readonly (OpenSearchReply | object)[]) => {
  const clock = { nowMs: 1_000 };
  const server = answerWith(...replies);
  const findTargets = createFindWriteTargets({ entities: [author, book], send: server.send, nowMs: () => clock.nowMs });
  return { findTargets, clock, requests: server.requests };
};

test('finds all indexes behind the write alias', async () => {
  const { findTargets, requests } = find(aliases);

  expect(await findTargets(book)).toEqual(['books-v1', 'books-v2']);
  expect(await findTargets(author)).toEqual(['authors-v1']);
  expect(requests).toEqual([
    { method: 'GET', path: '/authors-write,books-write/_alias', query: { ignore_unavailable: 'true' } },
  ]);
});

test('looks again after five seconds, or when the clock was put back', async () => {
  const { findTargets, clock, requests } = find(aliases);
  const counts: number[] = [];
  for (const nowMs of [1_000, 5_999, 6_000, 6_500, 6_400, 100]) {
    clock.nowMs = nowMs;
    await findTargets(book);
    counts.push(requests.length);
  }

  expect(counts).toEqual([1, 1, 2, 2, 2, 3]);
});

test('throws when an entity has no write target, and looks again the next time', async () => {
  const { findTargets } = find({ 'authors-v1': aliases['authors-v1'] }, aliases);

  await expect(findTargets(book)).rejects.toMatchObject({
    code: 'search.no-write-target',
    message: 'Expected an index with the alias `books-write`, got none.',
  });
  expect(await findTargets(book)).toEqual(['books-v1', 'books-v2']);
});

test('finds the other entities when one has no write target', async () => {
  const { findTargets } = find({ 'authors-v1': aliases['authors-v1'] });

  expect(await findTargets(author)).toEqual(['authors-v1']);
});

test.each([
  ['forbids it', replyOf(403, {}), 'search.forbidden'],
  ['does not know the client', replyOf(401, {}), 'search.forbidden'],
  ['does not know the request', replyOf(404, {}), 'search.unavailable'],
  ['is overloaded', replyOf(429, {}), 'search.unavailable'],
  ['does not answer', noAnswer, 'search.unavailable'],
  ['answers half', replyOf(200, '{"books-v1"'), 'search.no-write-target'],
])('throws when OpenSearch %s', async (_, reply, code) => {
  const { findTargets } = find(reply);

  await expect(findTargets(book)).rejects.toMatchObject({ code });
});
