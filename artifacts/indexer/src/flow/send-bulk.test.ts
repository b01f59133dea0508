import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { buildOperation } from '../../test/fixtures/build-change.ts';
import { sendBulk } from './send-bulk.ts';

const action = () => ({ operation: buildOperation(), index: 'books-v1' });
const done = { items: [{ index: { _index: 'books-v1', _id: 'S:Book:b1', status: 200 } }] };

test('sends one body after the other and gives each action its verdict', async () => {
  const actions = [action(), action()];
  const server = answerWith(done, noAnswer);

  const verdicts = await sendBulk(actions, { send: server.send, maxBulkBytes: 150 });

  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /_bulk', 'POST /_bulk']);
  expect(actions.map((one) => verdicts.get(one))).toEqual([
    { kind: 'applied' },
    { kind: 'retry', reason: 'TimeoutError' },
  ]);
});

test('does not trust half an answer', async () => {
  const one = action();

  const verdicts = await sendBulk([one], {
    send: answerWith(replyOf(200, '{"items":[{"ind')).send,
    maxBulkBytes: 1_000,
  });

  expect(verdicts.get(one)).toEqual({ kind: 'retry', reason: 'reply without items' });
});

test('throws what no retry can help, naming the index', async () => {
  const missing = { _index: 'books-v1', _id: 'S:Book:b1', status: 404, error: { type: 'index_not_found_exception' } };
  const server = answerWith({ items: [{ index: missing }] });

  await expect(sendBulk([action()], { send: server.send, maxBulkBytes: 1_000 })).rejects.toMatchObject({
    code: 'search.index-missing',
    message: 'Expected `_bulk` to write to `books-v1`, got 404 index_not_found_exception.',
  });
});

test('asks for nothing when there is nothing to do', async () => {
  const server = answerWith();

  expect((await sendBulk([], { send: server.send, maxBulkBytes: 1_000 })).size).toBe(0);
  expect(server.requests).toEqual([]);
});
