import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { book } from '../entities/book.ts';
import { user } from '../entities/user.ts';
import { lookForDocuments } from './look-for-documents.ts';
import type { OpenSearchReply } from './send-request.ts';

const shards = { total: 2, successful: 2, failed: 0 };
const answerOf = (hits: readonly object[], change: object = {}) => ({
  timed_out: false,
  _shards: shards,
  hits: { hits },
  ...change,
});
const look = { preference: 'p1', timeoutMs: 2_500 };
const places = [
  { entity: book, documentId: 'S:Book:b1' },
  { entity: user, documentId: 'S:User:u1' },
  { entity: book, documentId: 'S:Book:b2' },
  { entity: book, documentId: 'S:Book:b1' },
];

test('searches each index once, on the copies of the shards that are preferred', async () => {
  const server = answerWith(answerOf([]));

  await lookForDocuments(places, look, server.send);

  expect(
    server.requests.map(({ body = '', ...request }) => ({
      ...request,
      query: JSON.parse(body).query,
      p: request.query,
    })),
  ).toEqual([
    {
      method: 'POST',
      path: '/books/_search',
      query: { ids: { values: ['S:Book:b1', 'S:Book:b2'] } },
      p: { preference: 'p1' },
      timeoutMs: 2_500,
    },
    {
      method: 'POST',
      path: '/users/_search',
      query: { ids: { values: ['S:User:u1'] } },
      p: { preference: 'p1' },
      timeoutMs: 2_500,
    },
  ]);
});

test('tells the own version of each document that is found, digit by digit', async () => {
  const hits = [
    { _id: 'S:Book:b1', _version: 99, _source: { version: 1_700_000_000_000_001 } },
    { _id: 'S:Book:b2', _source: {} },
  ];

  expect(await lookForDocuments(places.slice(2), look, answerWith(answerOf(hits)).send)).toEqual({
    kind: 'looked',
    versions: new Map([
      ['books/S:Book:b1', 1_700_000_000_000_001n],
      ['books/S:Book:b2', 0n],
    ]),
  });
});

test('asks nothing about nothing', async () => {
  const server = answerWith();

  expect(await lookForDocuments([], look, server.send)).toEqual({ kind: 'looked', versions: new Map() });
  expect(server.requests).toEqual([]);
});

test.each<[string, OpenSearchReply, string]>([
  ['does not answer', noAnswer, 'TimeoutError'],
  ['is overloaded', replyOf(429, {}), '429'],
  ['is down', replyOf(503, 'text'), '503'],
  ['has no copy of a shard', replyOf(200, answerOf([], { _shards: { ...shards, successful: 1 } })), 'partial answer'],
  ['does not tell its shards', replyOf(200, answerOf([], { _shards: {} })), 'partial answer'],
  ['has run out of time', replyOf(200, answerOf([], { timed_out: true })), 'partial answer'],
  ['answers half of it', replyOf(200, '{"timed_out": false, "_shards"'), 'partial answer'],
  ['answers no hits', replyOf(200, answerOf([], { hits: {} })), 'partial answer'],
])('has not seen that a document is absent while one index %s', async (_, reply, reason) => {
  const server = answerWith(answerOf([]), reply);

  expect(await lookForDocuments(places, look, server.send)).toEqual({ kind: 'unanswered', reason });
});

test('throws what no retry can help', async () => {
  await expect(lookForDocuments(places, look, answerWith(replyOf(403, {})).send)).rejects.toMatchObject({
    code: 'search.forbidden',
  });
});
