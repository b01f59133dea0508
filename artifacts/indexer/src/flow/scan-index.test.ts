import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { createOpenSearchModel } from '../../test/simulator/open-search/create-open-search-model.ts';
import { countShards, type IndexPosition, indexStart, scanIndex } from './scan-index.ts';
import type { SendRequest } from './send-request.ts';

const scan = { index: 'books-v1', shards: 1, fields: ['n'], size: 2 };

const createIndex = async (documents: number) => {
  const openSearch = createOpenSearchModel();
  openSearch.createIndex('books-v1', { mappings: { dynamic: false, properties: { n: { type: 'keyword' } } } });
  const over = { send: openSearch.send, pause: async () => false };
  const put = async (id: string) => {
    const head = JSON.stringify({ index: { _index: 'books-v1', _id: id } });
    await openSearch.send({ method: 'POST', path: '/_bulk', body: `${head}\n{"n":"${id}"}\n` });
    await openSearch.send({ method: 'POST', path: '/books-v1/_refresh' });
  };
  for (let n = 0; n < documents; n++) await put(`d${n}`);
  return { over, put };
};

test('finds every document once, page by page, however it is interrupted', async () => {
  const { over } = await createIndex(5);
  const found: string[] = [];
  for (let position: IndexPosition | undefined = indexStart; position; ) {
    const page = await scanIndex(scan, JSON.parse(JSON.stringify(position)), over);
    found.push(...(page?.documents.map(({ documentId }) => documentId) ?? []));
    position = page?.next;
  }

  expect(found).toEqual(['d0', 'd1', 'd2', 'd3', 'd4']);
});

test('ends where the index ended when it began, although documents go on being written', async () => {
  const { over, put } = await createIndex(3);
  const first = await scanIndex(scan, indexStart, over);
  await put('d0');
  await put('d2');
  await put('d9');

  const second = await scanIndex(scan, first?.next ?? indexStart, over);

  expect(first?.documents.map(({ documentId }) => documentId)).toEqual(['d0', 'd1']);
  expect(second).toEqual({ documents: [], next: undefined });
});

test('finds nothing in an empty index, nor behind its last shard', async () => {
  const { over } = await createIndex(0);

  expect(await scanIndex(scan, indexStart, over)).toEqual({ documents: [], next: undefined });
  expect(await scanIndex(scan, { ...indexStart, shard: 1 }, over)).toEqual({ documents: [], next: undefined });
});

const hits = { total: { value: 0 }, hits: [] };
const whole = { timed_out: false, _shards: { total: 1, failed: 0 }, hits };

test.each([
  ['no answer', noAnswer],
  ['an overload', replyOf(429, {})],
  ['a shard that did not answer', { ...whole, _shards: { total: 1, failed: 1 } }],
  ['no shard at all', { ...whole, _shards: { total: 0, failed: 0 } }],
  ['a search that ran out of time', { ...whole, timed_out: true }],
  ['half an answer', replyOf(200, '{"hits":')],
])('takes %s for no page', async (_, reply) => {
  const over = { send: answerWith(reply).send, pause: async () => false };

  expect(await scanIndex(scan, indexStart, over)).toBeUndefined();
  expect(await scanIndex(scan, { ...indexStart, until: 7 }, over)).toBeUndefined();
});

test('goes from shard to shard', async () => {
  const hit = { _id: 'a', _version: 3, _seq_no: 0, _source: {} };
  const server = answerWith({ ...whole, hits: { hits: [hit] } });
  const over = { send: server.send, pause: async () => false };

  const page = await scanIndex({ ...scan, shards: 2 }, indexStart, over);

  expect(page?.next).toEqual({ shard: 1, after: -1, until: undefined });
  expect(server.requests.map(({ query }) => query?.preference)).toEqual(['_shards:0|_primary', '_shards:0|_primary']);
});

test('counts the shards of an index, and says when it is none', async () => {
  const { over } = await createIndex(0);
  const pause = async () => false;

  expect(await countShards('books-v1', over)).toBe(1);
  expect(await countShards('books-v1', { send: answerWith(noAnswer).send, pause })).toBeUndefined();
  await expect(countShards('books', { send: answerWith({}).send, pause })).rejects.toMatchObject({
    code: 'search.index-missing',
  });
});

test('asks for one share only, block after block and shard after shard', async () => {
  const hit = { _id: 'a', _version: 3, _seq_no: 45_000, _source: {} };
  const ranges: string[] = [];
  const send: SendRequest = async ({ query, body = '' }) => {
    const [, range] = (JSON.parse(body).query.bool.filter as readonly { range?: { _seq_no: object } }[]) ?? [];
    if (range) ranges.push(`${query?.preference} ${JSON.stringify(range.range?._seq_no)}`);
    return replyOf(200, { ...whole, hits: { hits: range ? [] : [hit] } });
  };
  const share = { ...scan, shards: 2, part: { segment: 1, segments: 2 } };

  for (let position: IndexPosition | undefined = indexStart; position; )
    position = (await scanIndex(share, position, { send, pause: async () => false }))?.next;

  const expected = [
    { gt: 9_999, lte: 19_999 },
    { gt: 29_999, lte: 39_999 },
  ].map((range) => JSON.stringify(range));
  expect(ranges).toEqual(
    ['_shards:0|_primary', '_shards:1|_primary'].flatMap((shard) => expected.map((range) => `${shard} ${range}`)),
  );
});
