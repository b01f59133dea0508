import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { buildOperation } from '../../test/fixtures/build-change.ts';
import { getDocuments } from './get-documents.ts';

const over = ({ send }: ReturnType<typeof answerWith>) => ({ send, pause: async () => false });
const operation = buildOperation({ document: '{"price":12345678901234567.123456789,"version":10}' });
const action = { operation, index: 'books-v1' };
const place = { _index: 'books-v1', _id: 'S:Book:b1' };
const whole = (source: string) =>
  replyOf(
    200,
    `{"docs":[{"_index":"books-v1","_id":"S:Book:b1","found":true,"_seq_no":7,"_primary_term":2,"_source":${source}}]}`,
  );

test('finds version and state of a document, and whether it is exactly that of an operation', async () => {
  const found = await getDocuments(
    [action],
    over(answerWith(whole('{"price":12345678901234567.123456789,"version":10}'))),
  );

  const document = found.get(action);
  expect(document).toMatchObject({ version: 10n, seqNo: 7, primaryTerm: 2 });
  if (document === undefined || document === 'absent') throw new Error('Expected a document.');
  expect(document.shows(operation)).toBe(true);
  expect(document.shows(buildOperation({ document: '{"price":12345678901234567.123456788,"version":10}' }))).toBe(
    false,
  );
  expect(document.shows(buildOperation({ document: undefined }))).toBe(false);
});

test.each(['{}', '{"version":"10"}', '{"version":-1}', '{"version":1.5}'])(
  'counts the version of %s as 0',
  async (source) => {
    expect((await getDocuments([action], over(answerWith(whole(source))))).get(action)).toMatchObject({ version: 0n });
  },
);

test('finds that there is none', async () => {
  const server = answerWith({ docs: [{ ...place, found: false }] });

  expect((await getDocuments([action], over(server))).get(action)).toBe('absent');
  expect(server.requests).toEqual([
    { method: 'POST', path: '/_mget', query: { realtime: 'true' }, body: JSON.stringify({ docs: [place] }) },
  ]);
});

test.each([
  ['no answer', noAnswer],
  ['an overload', replyOf(429, {})],
  ['half an answer', replyOf(200, '{"docs":[')],
  ['no documents', replyOf(200, {})],
  ['another document', replyOf(200, { docs: [{ ...place, _id: 'S:Book:b2', found: false }] })],
  ['another index', replyOf(200, { docs: [{ ...place, _index: 'books-v2', found: false }] })],
  ['an error for this one', replyOf(200, { docs: [{ ...place, error: { type: 'x' } }] })],
  ['a document without its place in time', replyOf(200, { docs: [{ ...place, found: true, _source: {} }] })],
])('knows nothing after %s', async (_, reply) => {
  expect((await getDocuments([action], over(answerWith(reply)))).has(action)).toBe(false);
});

test('asks page by page', async () => {
  const server = answerWith({ docs: [] });

  await getDocuments(
    Array.from({ length: 401 }, () => ({ ...action })),
    over(server),
  );

  expect(server.requests).toHaveLength(3);
});

test('throws when it may not look', async () => {
  await expect(getDocuments([action], over(answerWith(replyOf(403, {}))))).rejects.toMatchObject({
    code: 'search.forbidden',
  });
});
