import { expect, test } from '@jest/globals';
import { answerWith, replyOf } from '../../test/fixtures/answer-with.ts';
import { answer, found, inPit, nextOf, opened } from '../../test/fixtures/ask-search.ts';
import { book } from '../entities/book.ts';

const pathsOf = ({ requests }: { readonly requests: readonly { method: string; path: string }[] }) =>
  requests.map(({ method, path }) => `${method} ${path}`);

test('keeps a point in time from the first page to the last', async () => {
  const server = answerWith(opened, inPit(['b1', 'b2']), inPit(['b2']), {});

  const next = await nextOf(server, { isStable: true, limit: 1 });
  await answer(server.send, { isStable: true, limit: 1, next });

  expect(pathsOf(server)).toEqual([
    'POST /books/_search/point_in_time',
    'POST /_search',
    'POST /_search',
    'DELETE /_search/point_in_time',
  ]);
  expect(server.requests[1]?.body).toContain('"pit":{"id":"p1"');
  expect(server.requests[2]?.body).toContain('"pit":{"id":"p2"');
  expect(server.requests[3]?.body).toBe('{"pit_id":["p2"]}');
});

test('closes a point in time that no page was given of', async () => {
  const server = answerWith(opened, replyOf(503, ''), {});

  expect(await answer(server.send, { isStable: true })).toMatchObject({ problem: { status: 503 } });
  expect(pathsOf(server).at(-1)).toBe('DELETE /_search/point_in_time');
});

test('closes a point in time that nobody gets to know of, as its first page ends in a fault', async () => {
  const server = answerWith(opened, replyOf(403, ''), {});

  await expect(answer(server.send, { isStable: true })).rejects.toMatchObject({ code: 'search.forbidden' });
  expect(pathsOf(server).at(-1)).toBe('DELETE /_search/point_in_time');
});

test('says that a point in time is over once what it kept is gone, but not of one that was just opened', async () => {
  const gone = replyOf(404, { error: { type: 'index_not_found_exception' } });
  const server = answerWith(opened, inPit(['b1', 'b2']), gone);
  const next = await nextOf(server, { isStable: true, limit: 1 });

  expect(await answer(server.send, { isStable: true, limit: 1, next })).toMatchObject({
    problem: { status: 400, detail: expect.stringMatching(/after its last page.*begin again/) },
  });
  expect(await answer(answerWith(opened, gone, {}).send, { isStable: true })).toMatchObject({
    problem: { status: 503 },
  });
});

test('keeps a point in time for whoever asks for a page again that failed', async () => {
  const server = answerWith(opened, inPit(['b1', 'b2']), replyOf(503, ''));
  const next = await nextOf(server, { isStable: true, limit: 1 });

  expect(await answer(server.send, { isStable: true, limit: 1, next })).toMatchObject({ problem: { status: 503 } });
  expect(pathsOf(server).at(-1)).toBe('POST /_search');
});

test('keeps a point in time behind a page that was cut off: it may not be the last, and can be asked for again', async () => {
  const cutOff = found([], { pit_id: 'p2', timed_out: true });
  const server = answerWith(opened, inPit(['b1', 'b2']), cutOff, inPit(['b2']), {});
  const next = await nextOf(server, { isStable: true, limit: 1 });

  const lost = await answer(server.send, { isStable: true, limit: 1, next });
  const whole = await answer(server.send, { isStable: true, limit: 1, next });

  expect(lost).toMatchObject({ response: { results: [], partial: true } });
  expect(whole).toMatchObject({ response: { results: [{ id: 'b2' }], partial: false } });
  expect(pathsOf(server).slice(2)).toEqual(['POST /_search', 'POST /_search', 'DELETE /_search/point_in_time']);
});

test('closes a point in time whose first page was cut off and leads nowhere', async () => {
  const server = answerWith(opened, found([], { pit_id: 'p2', timed_out: true }), {});

  await answer(server.send, { isStable: true });

  expect(pathsOf(server).at(-1)).toBe('DELETE /_search/point_in_time');
});

test.each([
  ['there are too many', replyOf(429, {})],
  ['it gets none', {}],
])('is unavailable when %s', async (_, reply) => {
  expect(await answer(answerWith(reply).send, { isStable: true })).toMatchObject({ problem: { status: 503 } });
});

test('does not claim to show in a kept point in time what was written since', async () => {
  const server = answerWith(opened, inPit(['b1', 'b2']), inPit(['b2']), {});
  const after = [{ entity: book, id: ['b1'], version: 11 }];
  const next = await nextOf(server, { isStable: true, limit: 1 });

  expect(await answer(server.send, { isStable: true, limit: 1, next, after })).toMatchObject({
    response: { consistent: false },
    reason: 'point in time',
  });
});
