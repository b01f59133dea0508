import { expect, test } from '@jest/globals';
import { answerWith, noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { buildChange, buildOperation } from '../../test/fixtures/build-change.ts';
import type { BulkAction } from '../core/to-bulk-body.ts';
import { type BulkDependencies, type SentBulk, sendBulk } from './send-bulk.ts';
import type { OpenSearchRequest } from './send-request.ts';

const action = (id = 'b1'): BulkAction => ({
  operation: buildOperation({ change: buildChange({ documentId: id }) }),
  index: 'books-v1',
});
const item = (id: string, status: number) => ({ index: { _index: 'books-v1', _id: id, status } });
const done = (...ids: readonly string[]) => ({ items: ids.map((id) => item(id, 200)) });

const over = (
  { send }: Pick<BulkDependencies, 'send'>,
  overrides: Partial<BulkDependencies> = {},
): BulkDependencies => ({ send, maxBulkBytes: 1_000, pause: async () => false, ...overrides });
const idsOf = ({ body = '' }: OpenSearchRequest) => [...body.matchAll(/"_id":"(\w+)"/g)].map(([, id]) => id);

test('sends one body after the other and gives each action its verdict', async () => {
  const actions = [action(), action()];
  const server = answerWith(done('b1'), noAnswer);

  const verdicts = await sendBulk(actions, over(server, { maxBulkBytes: 150 }));

  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /_bulk', 'POST /_bulk']);
  expect(actions.map((one) => verdicts.get(one))).toEqual([
    { kind: 'applied' },
    { kind: 'retry', reason: 'TimeoutError' },
  ]);
});

test('does not trust half an answer', async () => {
  const one = action();

  const verdicts = await sendBulk([one], over(answerWith(replyOf(200, '{"items":[{"ind'))));

  expect(verdicts.get(one)).toEqual({ kind: 'retry', reason: 'reply without items' });
});

test('sends again what may succeed later, that alone, and says how much', async () => {
  const actions = [action('a'), action('b'), action('c')];
  const first = { items: [item('a', 200), item('b', 429), item('c', 400)] };
  const server = answerWith(first, { items: [item('b', 503)] }, done('b'));
  const attempts: number[] = [];
  const sent: SentBulk[] = [];
  const pause = async (attempt: number) => attempts.push(attempt) > 0;

  const verdicts = await sendBulk(actions, over(server, { pause, observe: (bulk) => sent.push(bulk) }));

  expect(server.requests.map(idsOf)).toEqual([['a', 'b', 'c'], ['b'], ['b']]);
  expect(attempts).toEqual([1, 2]);
  expect(sent.map(({ actions: n, retried }) => [n, retried])).toEqual([
    [3, 0],
    [1, 1],
    [1, 1],
  ]);
  expect(actions.map((one) => verdicts.get(one)?.kind)).toEqual(['applied', 'applied', 'refused']);
});

test('gives up when no time is left for another attempt', async () => {
  const one = action();
  const server = answerWith({ items: [item('b1', 429)] });

  const verdicts = await sendBulk([one], over(server, { pause: async (attempt) => attempt <= 2 }));

  expect(server.requests).toHaveLength(3);
  expect(verdicts.get(one)?.kind).toBe('retry');
});

test('halves a body that is too large for the server, down to the one document that is', async () => {
  const actions = ['a', 'b', 'large', 'd'].map(action);
  const requests: OpenSearchRequest[] = [];
  const send: BulkDependencies['send'] = async (request) => {
    requests.push(request);
    const ids = idsOf(request).map(String);
    return ids.includes('large') || ids.length > 2 ? replyOf(413, '') : replyOf(200, done(...ids));
  };

  const verdicts = await sendBulk(actions, over({ send }));

  expect(requests.map(idsOf)).toEqual([['a', 'b', 'large', 'd'], ['a', 'b'], ['large', 'd'], ['large'], ['d']]);
  expect(actions.map((one) => verdicts.get(one))).toEqual([
    { kind: 'applied' },
    { kind: 'applied' },
    { kind: 'refused', reason: '413' },
    { kind: 'applied' },
  ]);
});

test('sends a large body in two requests at once, and never more', async () => {
  const actions = Array.from({ length: 500 }, (_, n) => action(`b${n}`));
  let open = 0;
  let most = 0;
  const sizes: number[] = [];
  const send: BulkDependencies['send'] = async (request) => {
    most = Math.max(most, ++open);
    const ids = idsOf(request).map(String);
    sizes.push(ids.length);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open -= 1;
    return replyOf(200, done(...ids));
  };

  const verdicts = await sendBulk(actions, over({ send }, { maxBulkBytes: 1_000_000 }));

  expect([most, sizes, verdicts.size]).toEqual([2, [250, 250], 500]);
});

test('lets the other request end before it throws', async () => {
  const actions = Array.from({ length: 400 }, (_, n) => action(`b${n}`));
  let ended = 0;
  const send: BulkDependencies['send'] = async (request) => {
    if (idsOf(request).includes('b0')) return replyOf(403, {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    ended += 1;
    return replyOf(200, done(...idsOf(request).map(String)));
  };

  await expect(sendBulk(actions, over({ send }, { maxBulkBytes: 1_000_000 }))).rejects.toMatchObject({
    code: 'search.forbidden',
  });
  expect(ended).toBe(1);
});

test('throws what no retry can help, once, naming the index', async () => {
  const missing = { _index: 'books-v1', _id: 'b1', status: 404, error: { type: 'index_not_found_exception' } };
  const server = answerWith({ items: [{ index: missing }] });

  await expect(sendBulk([action()], over(server, { pause: async () => true }))).rejects.toMatchObject({
    code: 'search.index-missing',
    message: 'Expected `_bulk` to write to `books-v1`, got 404 index_not_found_exception.',
  });
  expect(server.requests).toHaveLength(1);
});

test('asks for nothing when there is nothing to do', async () => {
  const server = answerWith();

  expect((await sendBulk([], over(server))).size).toBe(0);
  expect(server.requests).toEqual([]);
});
