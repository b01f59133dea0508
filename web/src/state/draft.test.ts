import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerAll, book, user } from '../../test/every-command.ts';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { authorId, bookId, buildAuthor, userId } from '../../test/shelf.ts';
import type { Command } from './command.ts';
import { createCommandForm } from './command-form.ts';
import { commandsAtom, dismissCommandAtom, sendCommandAtom } from './commands.ts';
import { canReopenAtom, createDraftAtom, dropDraftAtom, reopenAtom } from './draft.ts';
import { hrefAtom, navigateAtom } from './location.ts';
import { setUserStatus } from './user-status.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage('/missing');
  answerAll(page, () => true);
  for (const path of ['POST /books', 'POST /authors', 'POST /users']) page.api.on(path, refuse(413, 'item-too-large'));
  for (const path of ['books/{bookId}', 'authors/{authorId}', 'users/{userId}']) {
    page.api.on(`PUT /${path}`, refuse(400, 'invalid-request'));
  }
});
afterEach(() => expect(page.api.violations).toEqual([]));

const addBook: Command = { name: 'AddBook', book: { title: 'Faust' }, author: { name: 'G', birthdate: '1749' } };
const addAuthor: Command = { name: 'AddAuthor', author: { name: 'Goethe', birthdate: '1749' } };
const addUser: Command = { name: 'AddUser', user: { name: 'Ann', email: 'a@b.org' } };
const changeBook: Command = { name: 'ReplaceBook', base: book, mine: { title: 'Faust I' } };
const changeAuthor: Command = {
  name: 'ReplaceAuthor',
  base: buildAuthor(),
  mine: { name: 'J. W. Goethe', birthdate: '1749' },
};
const changeUser: Command = {
  name: 'ReplaceUser',
  base: user,
  mine: { name: 'Gretchen', email: 'g@example.org', status: 'SUSPENDED', comment: 'owes us one' },
};

async function send(command: Command): Promise<string> {
  const id = page.store.set(sendCommandAtom, command);
  await page.world.advance(0);
  return id;
}

const canReopen = () => page.store.get(commandsAtom).map(page.store.get(canReopenAtom));

test('what was refused waits for its own form, as it was filled in, and its card stays until it is put right', async () => {
  const id = await send(addBook);
  const isOffered = canReopen();

  page.store.set(reopenAtom, id);
  const waiting = [
    page.store.get(createDraftAtom('AddBook', '')),
    page.store.get(createDraftAtom('AddUser', '')),
    page.store.get(createDraftAtom('ReplaceBook', bookId)),
  ];
  page.store.set(dropDraftAtom);

  expect(isOffered).toEqual([true]);
  expect(waiting).toEqual([{ sentId: id, command: addBook }, undefined, undefined]);
  expect(page.store.get(commandsAtom).map((entry) => entry.id)).toEqual([id]);
  expect(page.store.get(createDraftAtom('AddBook', ''))).toBeUndefined();
});

test.each<[string, Command, string]>([
  ['AddAuthor', addAuthor, '/authors'],
  ['AddUser', addUser, '/users'],
  ['AddBook', addBook, '/books/new'],
  ['ReplaceBook', changeBook, `/books/${bookId}`],
  ['ReplaceAuthor', changeAuthor, `/authors/${authorId}`],
  ['ReplaceUser', changeUser, `/users/${userId}`],
])('a refused %s is opened again where its form stands', async (_name, command, href) => {
  const id = await send(command);
  const isOffered = canReopen();

  page.store.set(reopenAtom, id);

  expect(isOffered).toEqual([true]);
  expect(page.store.get(hrefAtom)).toBe(href);
});

test('a form that could not open does not open by itself when one comes back', async () => {
  const id = await send(changeBook);
  page.store.set(reopenAtom, id);

  page.store.set(navigateAtom, '/missing');
  page.store.set(navigateAtom, `/books/${bookId}`);

  expect(page.store.get(createDraftAtom('ReplaceBook', bookId))).toBeUndefined();
  expect(canReopen()).toEqual([true]);
});

test('what was dismissed no longer waits for its form', async () => {
  const id = await send(addUser);
  page.store.set(reopenAtom, id);

  page.store.set(dismissCommandAtom, id);

  expect(page.store.get(createDraftAtom('AddUser', ''))).toBeUndefined();
});

test('nothing is opened again that can be repeated, has no form, was not typed, or whose item is gone', async () => {
  page.api.on('POST /books/{bookId}/found', refuse(409, 'book-not-missing'));
  page.api.on('POST /users', refuse(403, 'forbidden'));
  page.api.on('PUT /books/{bookId}', refuse(404, 'book-not-found'));

  await send({ name: 'ReportFound', book });
  await send(addUser);
  await send(changeBook);
  await send(setUserStatus(user, 'SUSPENDED'));

  expect(canReopen()).toEqual([false, false, false, false]);
});

test('nothing is opened again over a form of its kind that is on screen', async () => {
  await send(addUser);
  await send(changeBook);
  const close = page.watch(createCommandForm({ name: 'AddUser' }).stateAtom);
  page.watch(createCommandForm({ name: 'ReplaceBook', itemId: 'another' }).stateAtom);
  const open = canReopen();

  close();

  expect(open).toEqual([true, false]);
  expect(canReopen()).toEqual([true, true]);
});
