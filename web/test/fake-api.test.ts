import { expect, test } from '@jest/globals';
import { createFakeApi, refuse } from './fake-api.ts';
import { bookId, buildBook } from './shelf.ts';

const origin = 'http://page.test/api';

function ask(api: ReturnType<typeof createFakeApi>, path: string, init: RequestInit = {}) {
  return api.fetch(new Request(`${origin}${path}`, init));
}

test('answers as the test says, and finds nothing wrong with what openapi.yaml allows', async () => {
  const api = createFakeApi();
  api.on('GET /books/{bookId}', ({ path }) => ({ body: buildBook({ title: String(path.bookId) }) }));
  api.on('POST /books/{bookId}/borrow', refuse(409, 'book-not-available'));

  const book = await ask(api, `/books/${bookId}`);
  const refusal = await ask(api, `/books/${bookId}/borrow`, { method: 'POST', body: '{"userId": "u"}' });

  expect(await book.json()).toMatchObject({ title: bookId });
  expect([refusal.status, refusal.headers.get('Content-Type')]).toEqual([409, 'application/problem+json']);
  expect(api.asked).toEqual([`GET /books/${bookId}`, `POST /books/${bookId}/borrow`]);
  expect(api.violations).toEqual([expect.stringContaining('userId must match pattern')]);
});

test.each([
  ['an unknown path', '/nowhere', {}],
  ['an unknown method', '/status', { method: 'DELETE' }],
  ['an unknown parameter', '/status?verbose=true', {}],
  ['a body where there is none', `/books/${bookId}/found`, { method: 'POST', body: '{}' }],
  ['an unknown member', '/users', { method: 'POST', body: '{"name": "n", "email": "e", "age": 1}' }],
  ['a missing body', '/users', { method: 'POST' }],
  ['an operation without an answer', '/authors', {}],
] as const)('notes %s', async (_title, path, init) => {
  const api = createFakeApi();
  api.on('GET /status', refuse(500, 'internal'));
  api.on('POST /books/{bookId}/found', {});
  api.on('POST /users', refuse(400, 'invalid-request'));

  await ask(api, path, init).catch(() => undefined);

  expect(api.violations).toEqual([expect.stringContaining(path)]);
});

test.each([
  ['a status that the operation never has', { status: 202, body: {} }],
  ['an answer that lacks a member', { body: { ...buildBook(), title: undefined } }],
  ['a value of the wrong kind', { body: { ...buildBook(), price: 12.5 } }],
  ['no answer at all', {}],
  ['a problem that is none', { status: 503, body: { message: 'no' } }],
])('notes %s', async (_title, answer) => {
  const api = createFakeApi();
  api.on('GET /books/{bookId}', answer);

  await ask(api, `/books/${bookId}`);

  expect(api.violations).toHaveLength(1);
});
