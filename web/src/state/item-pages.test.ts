import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerAll } from '../../test/every-command.ts';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { authorId, bookId, buildAuthor, buildBook, buildUser, userId } from '../../test/shelf.ts';
import { sendCommandAtom } from './commands.ts';
import { authorPage, bookPage, userPage } from './item-pages.ts';
import { navigateAtom } from './location.ts';
import type { Resource } from './resource.ts';
import { noteChangeAtom } from './revision.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage(`/books/${bookId}`);
  page.api.on('GET /books/{bookId}', { body: buildBook({ borrowerId: userId, status: 'NOT_AVAILABLE' }) });
  page.api.on('GET /authors/{authorId}', { body: buildAuthor() });
  page.api.on('GET /users/{userId}', { body: buildUser() });
});
afterEach(() => expect(page.api.violations).toEqual([]));

const state = () => page.store.get(bookPage.stateAtom);

test('a book comes with its author and with who has it', async () => {
  page.watch(bookPage.stateAtom);
  await page.world.advance(0);

  expect(state()).toEqual({
    kind: 'ready',
    value: {
      book: buildBook({ borrowerId: userId, status: 'NOT_AVAILABLE' }),
      author: { isOk: true, data: buildAuthor() },
      borrower: buildUser(),
    },
  });
});

test.each([
  [404, 'author-not-found'],
  [503, 'unavailable'],
])(
  'a book whose author is not had (%i), and that nobody has, is shown all the same, and why is known',
  async (status, name) => {
    page.api.on('GET /books/{bookId}', { body: buildBook() });
    page.api.on('GET /authors/{authorId}', refuse(status, name));

    page.watch(bookPage.stateAtom);
    await page.world.advance(0);

    expect(state()).toEqual({
      kind: 'ready',
      value: { book: buildBook(), author: { isOk: false, problem: expect.objectContaining({ name }) } },
    });
    expect(page.api.asked).toEqual([`GET /books/${bookId}`, `GET /authors/${authorId}`]);
  },
);

test('a book that is not there is a problem', async () => {
  page.api.on('GET /books/{bookId}', refuse(404, 'book-not-found'));

  page.watch(bookPage.stateAtom);
  await page.world.advance(0);

  expect(state()).toEqual({ kind: 'failed', problem: expect.objectContaining({ name: 'book-not-found' }) });
});

test.each(['at once', 'by way of another view'])(
  'another book, gone to %s, is loading until it is there: nothing of the one before is shown',
  async (way) => {
    const leave = page.watch(bookPage.stateAtom);
    await page.world.advance(0);

    if (way !== 'at once') {
      page.store.set(navigateAtom, '/');
      leave();
    }
    page.store.set(navigateAtom, `/books/${userId}`);

    expect(state()).toEqual({ kind: 'loading' });
  },
);

test.each<[string, Resource<unknown>, string, unknown]>([
  ['author', authorPage, `/authors/${authorId}`, buildAuthor()],
  ['user', userPage, `/users/${userId}`, buildUser()],
])('the %s of the address is read from the table', async (_name, { stateAtom }, href, value) => {
  page.store.set(navigateAtom, href);

  page.watch(stateAtom);
  await page.world.advance(0);

  expect(page.store.get(stateAtom)).toEqual({ kind: 'ready', value });
  expect(page.api.asked).toEqual([`GET ${href}`]);
});

test('a page is read again as soon as a command is accepted, before it is searchable', async () => {
  page.watch(bookPage.stateAtom);
  await page.world.advance(0);
  answerAll(page, () => false);
  page.api.on('GET /books/{bookId}', { body: buildBook({ version: 99 }) });

  page.store.set(sendCommandAtom, { name: 'ReturnBook', book: buildBook(), userId });
  await page.world.advance(0);

  expect(state()).toMatchObject({ kind: 'ready', value: { book: { version: 99 } } });
});

test('a page is read again after a refusal, which means that it was out of date', async () => {
  page.watch(bookPage.stateAtom);
  await page.world.advance(0);
  page.api.on('POST /books/{bookId}/borrow', refuse(409, 'book-not-available'));
  page.api.on('GET /books/{bookId}', { body: buildBook({ version: 99, status: 'NOT_AVAILABLE' }) });

  page.store.set(sendCommandAtom, { name: 'BorrowBook', book: buildBook(), userId });
  await page.world.advance(0);

  expect(state()).toMatchObject({ value: { book: { version: 99 } } });
});

test('what cannot be read again stays on screen beside the problem', async () => {
  page.watch(bookPage.stateAtom);
  await page.world.advance(0);
  page.api.on('GET /books/{bookId}', refuse(500, 'internal'));

  page.store.set(bookPage.retryAtom);
  await page.world.advance(0);

  expect(state()).toMatchObject({ kind: 'failed', problem: { name: 'internal' }, shown: { book: { bookId } } });
});

test('what is gone is not shown again while it is asked for again', async () => {
  page.watch(bookPage.stateAtom);
  await page.world.advance(0);
  page.api.on('GET /books/{bookId}', refuse(404, 'book-not-found'));
  page.store.set(noteChangeAtom);
  await page.world.advance(0);

  page.store.set(noteChangeAtom);

  expect(state()).toMatchObject({ kind: 'failed', problem: { name: 'book-not-found' } });
});

test('nothing is asked for once nobody looks', async () => {
  page.api.on('GET /books/{bookId}', refuse(503, 'unavailable', { 'Retry-After': '1' }));
  const leave = page.watch(bookPage.stateAtom);
  await page.world.advance(1000);

  leave();
  await page.world.advance(10_000);

  expect(page.api.asked).toHaveLength(2);
});
