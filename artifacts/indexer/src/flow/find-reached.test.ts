import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { buildBook } from '../../test/fixtures/build-change.ts';
import { createLibrary } from '../../test/fixtures/create-library.ts';
import { book } from '../entities/book.ts';
import { findReached } from './find-reached.ts';

/** Authors with so many books each: `{ a: 3 }`. */
const createBooks = async (counts: Readonly<Record<string, number>>) => {
  const library = createLibrary();
  for (const [authorId, count] of Object.entries(counts)) {
    for (let n = 0; n < count; n++) {
      const id = `${authorId}${n}`;
      library.table.put(`Book:${id}`, buildBook({ id: { S: `Book:${id}` }, authorId: { S: authorId } }));
    }
  }
  await library.indexRest();
  const find = (...values: readonly string[]) =>
    findReached({ entity: book, by: 'authorId', values, index: 'books-v1', maxInline: 5 }, library.dependencies);
  return { ...library, find };
};
const idsOf = (documents: readonly { documentId: string }[]) => documents.map(({ documentId }) => documentId).sort();

test('finds what refers to any of the values, with what it shows of them', async () => {
  const { find } = await createBooks({ a: 2, b: 1, c: 1 });

  const { documents, many } = await find('a', 'b', 'nobody');

  expect(idsOf(documents)).toEqual(['S:Book:a0', 'S:Book:a1', 'S:Book:b0']);
  expect(documents[0]?.source).toEqual({ authorId: 'a' });
  expect(many.size).toBe(0);
});

test('leaves out the values that most refers to, until the rest is few enough', async () => {
  const { find } = await createBooks({ a: 4, b: 1, c: 9, d: 3 });

  const { documents, many } = await find('a', 'b', 'c', 'd');

  expect([...many]).toEqual(['c', 'a']);
  expect(idsOf(documents)).toEqual(['S:Book:b0', 'S:Book:d0', 'S:Book:d1', 'S:Book:d2']);
});

test('leaves all to others when even one alone is too much', async () => {
  const { find } = await createBooks({ a: 6 });

  expect(await find('a')).toEqual({ documents: [], many: new Set(['a']) });
});

test('asks for nothing when nothing is looked for', async () => {
  const { find, requests } = await createBooks({});

  expect(await find()).toEqual({ documents: [], many: new Set() });
  expect(requests).toEqual([]);
});

const refreshed = { _shards: { failed: 0 } };
const shards = { total: 2, successful: 2, failed: 0 };
const aggregations = { counts: { buckets: [] } };
const answer = { timed_out: false, _shards: shards, hits: { total: { value: 0 }, hits: [] } };

test.each([
  ['the refresh has no answer', [noAnswer]],
  ['a shard was not refreshed', [{ _shards: { failed: 1 } }]],
  ['the search has no answer', [refreshed, noAnswer]],
  ['the search is refused for now', [refreshed, replyOf(503, {})]],
  ['a shard was not searched', [refreshed, { ...answer, _shards: { ...shards, successful: 1, failed: 1 } }]],
  ['a shard has no copy', [refreshed, { ...answer, aggregations, _shards: { ...shards, successful: 1 } }]],
  ['nobody counted', [refreshed, answer]],
])('knows of no value how much refers to it when %s', async (_, replies) => {
  const over = { send: answerWith(...replies).send, pause: async () => false };

  const found = await findReached({ entity: book, by: 'authorId', values: ['a'], index: 'i', maxInline: 5 }, over);

  expect(found).toEqual({ documents: [], many: new Set(['a']) });
});
