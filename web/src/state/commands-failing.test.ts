import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { answerAll, book, everyCommand, user } from '../../test/every-command.ts';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { authorId, bookId, buildBook, userId } from '../../test/shelf.ts';
import type { Command, CommandState } from './command.ts';
import { heldCommandsAtom } from './command-entries.ts';
import { repeatCommandAtom, sendCommandAtom } from './commands.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage();
});
afterEach(() => expect(page.api.violations).toEqual([]));

function send(command: Command): { readonly id: string; readonly state: () => CommandState | undefined } {
  const id = page.store.set(sendCommandAtom, command);
  return { id, state: () => page.store.get(heldCommandsAtom).find((entry) => entry.id === id)?.state };
}

/** As `POST /books/{bookId}/borrow`. */
function toOperation(sends: string): string {
  return sends.replace(bookId, '{bookId}').replace(authorId, '{authorId}').replace(userId, '{userId}');
}

describe.each(everyCommand)('$command.name $sends', ({ command, sends, refusal }) => {
  test('fails with the rule that refused it and what to do, and is not sent again by itself', async () => {
    page.api.on(toOperation(sends), refuse(...refusal));

    const { state } = send(command);
    await page.world.advance(60_000);

    expect(state()).toEqual({
      stage: 'failed',
      isRepeatable: false,
      problem: { name: refusal[1], meaning: expect.any(String), advice: expect.any(String) },
    });
    expect(page.api.asked).toEqual([sends]);
  });

  test('is not known to have gone through when there is no answer, and is searchable after a repetition', async () => {
    answerAll(page, () => true);
    page.api.on(toOperation(sends), () => Promise.reject(new TypeError('fetch failed')));

    const { id, state } = send(command);
    await page.world.advance(0);
    const unknown = state();
    answerAll(page, () => true);
    page.store.set(repeatCommandAtom, id);
    await page.world.advance(0);

    expect(unknown).toMatchObject({ stage: 'unknown', problem: { name: 'no-answer' } });
    expect(state()).toEqual({ stage: 'searchable', tookMs: 0 });
  });

  test('is not known to have gone through when the answer is late', async () => {
    page.api.on(toOperation(sends), () => new Promise(() => undefined));

    const { state } = send(command);
    await page.world.advance(29_999);
    const pending = state();
    await page.world.advance(1);

    expect(pending).toEqual({ stage: 'pending' });
    expect(state()).toMatchObject({ stage: 'unknown', problem: { name: 'answer-late' } });
  });

  test('is not known to have gone through when DynamoDB does not answer', async () => {
    page.api.on(toOperation(sends), refuse(503, 'unavailable', { 'Retry-After': '1' }));

    const { state } = send(command);
    await page.world.advance(0);

    expect(state()).toMatchObject({ stage: 'unknown', problem: { name: 'unavailable', retryAfterMs: 1000 } });
  });

  test('fails with what to do when too many requests come, after it was sent four times', async () => {
    page.api.on(toOperation(sends), refuse(429, 'throttled', { 'Retry-After': '1' }));

    const { state } = send(command);
    await page.world.advance(3000);

    expect(state()).toMatchObject({ stage: 'failed', isRepeatable: true, problem: { name: 'throttled' } });
    expect(page.api.asked).toEqual([sends, sends, sends, sends]);
  });

  test('waits for the other transaction that it met, and is then carried out', async () => {
    answerAll(page, () => true);
    page.api.on(toOperation(sends), async () => {
      answerAll(page, () => true);
      return refuse(409, 'conflict', { 'Retry-After': '1' });
    });

    const { state } = send(command);
    await page.world.advance(1000);

    expect(state()).toEqual({ stage: 'searchable', tookMs: 1000 });
  });
});

test.each<[Command, number, string]>([
  [{ name: 'BorrowBook', book, userId }, 403, 'user-suspended'],
  [{ name: 'BorrowBook', book, userId }, 404, 'user-not-found'],
  [{ name: 'DeleteBook', base: book }, 412, 'version-mismatch'],
  [{ name: 'AddUser', user: { name: 'G', email: 'g' } }, 400, 'invalid-request'],
])('%j fails with the other rule that refused it, %i %s, and what to do', async (command, status, problem) => {
  const sends = everyCommand.find((other) => other.command.name === command.name)?.sends ?? '';
  page.api.on(toOperation(sends), refuse(status, problem));

  const { state } = send(command);
  await page.world.advance(0);

  expect(state()).toEqual({
    stage: 'failed',
    isRepeatable: false,
    problem: { name: problem, meaning: expect.any(String), advice: expect.any(String) },
  });
  expect(page.api.asked).toEqual([sends]);
});

test.each<[Command, number, string]>([
  [{ name: 'AddBook', book: { title: 'Faust' }, author: { authorId } }, 409, 'book-exists'],
  [{ name: 'AddBook', book: { title: 'Faust' }, author: { name: 'G', birthdate: '1749' } }, 409, 'author-exists'],
  [{ name: 'AddAuthor', author: { name: 'G', birthdate: '1749' } }, 409, 'author-exists'],
  [{ name: 'AddUser', user: { name: 'G', email: 'g' } }, 409, 'user-exists'],
  [{ name: 'DeleteBook', base: book }, 404, 'book-not-found'],
  [{ name: 'DeleteUser', base: user }, 404, 'user-not-found'],
  [{ name: 'ReportFound', book }, 409, 'book-not-missing'],
])('%j that is repeated and refused, %i %s, had gone through before', async (command, status, problem) => {
  answerAll(page, () => true);
  const { sends = '' } = everyCommand.find((other) => other.command.name === command.name) ?? {};
  page.api.on(toOperation(sends), () => Promise.reject(new TypeError('fetch failed')));
  const { id, state } = send(command);
  await page.world.advance(0);

  page.api.on(toOperation(sends), refuse(status, problem));
  page.store.set(repeatCommandAtom, id);
  await page.world.advance(0);

  expect(state()).toMatchObject({ stage: 'searchable' });
});

test('every command there is stands in the list that these tests go through', () => {
  const all: Readonly<Record<Command['name'], true>> = {
    ...{ BorrowBook: true, ReturnBook: true, ReportMissing: true, ReportFound: true },
    ...{ AddBook: true, ReplaceBook: true, DeleteBook: true },
    ...{ AddAuthor: true, ReplaceAuthor: true, DeleteAuthor: true },
    ...{ AddUser: true, ReplaceUser: true, DeleteUser: true },
  };

  expect(new Set(everyCommand.map(({ command }) => command.name))).toEqual(new Set(Object.keys(all)));
});

test('a repeated create is sent with the ids of the first attempt', async () => {
  const bodies: unknown[] = [];
  page.api.on('POST /books', ({ body }) => {
    bodies.push(body);
    throw new TypeError('fetch failed');
  });
  const { id } = send({ name: 'AddBook', book: { title: 'Faust' }, author: { name: 'G', birthdate: '1749' } });
  await page.world.advance(0);

  page.store.set(repeatCommandAtom, id);
  await page.world.advance(0);

  expect(bodies).toEqual([expect.objectContaining({ bookId: id }), bodies[0]]);
});

test('a repeated create that was refused for good stays refused when the item is not there', async () => {
  page.api.on('POST /books', () => Promise.reject(new TypeError('fetch failed')));
  page.api.on('GET /books/{bookId}', refuse(404, 'book-not-found'));
  const { id, state } = send({ name: 'AddBook', book: { title: 'Faust' }, author: { name: 'G', birthdate: '1749' } });
  await page.world.advance(0);

  page.api.on('POST /books', refuse(409, 'author-exists'));
  page.store.set(repeatCommandAtom, id);
  await page.world.advance(0);

  expect(state()).toMatchObject({ stage: 'failed', problem: { name: 'author-exists' } });
});

test('what is accepted while OpenSearch is down says so, and is searchable when it is back', async () => {
  answerAll(page, () => true);
  page.api.on('GET /search', refuse(503, 'unavailable', { 'Retry-After': '7' }));

  const { state } = send({ name: 'ReportFound', book });
  await page.world.advance(6999);
  const late = state();
  const searches = page.api.asked.filter((line) => line.startsWith('GET /search')).length;
  answerAll(page, () => true);
  await page.world.advance(1);

  expect(late).toMatchObject({ stage: 'accepted', late: 'search-unavailable' });
  expect(searches).toBe(1);
  expect(state()).toEqual({ stage: 'searchable', tookMs: 7000 });
});

test('a loan whose versions cannot be read yet stays accepted until they can', async () => {
  answerAll(page, () => true);
  page.api.on('GET /books/{bookId}', refuse(429, 'throttled'));

  const { state } = send({ name: 'ReportFound', book });
  await page.world.advance(0);
  const unread = state();
  page.api.on('GET /books/{bookId}', { body: buildBook() });
  await page.world.advance(500);

  expect(unread).toMatchObject({ stage: 'accepted', late: 'table-unavailable' });
  expect(state()).toMatchObject({ stage: 'searchable' });
});

test('a replacement that met another version is not called failed when that version cannot be read', async () => {
  answerAll(page, () => true);
  page.api.on('PUT /books/{bookId}', refuse(412, 'version-mismatch'));
  page.api.on('GET /books/{bookId}', refuse(503, 'unavailable'));

  const { state } = send({ name: 'ReplaceBook', base: book, mine: { title: 'F' } });
  await page.world.advance(0);

  expect(state()).toMatchObject({ stage: 'unknown', problem: { name: 'unavailable' } });
});

test('a refused command never says that it is tried again by itself', async () => {
  page.api.on('POST /books/{bookId}/found', refuse(400, 'invalid-request'));

  const { state } = send({ name: 'ReportFound', book });
  await page.world.advance(0);

  expect(state()).toMatchObject({ problem: { advice: 'Correct what was entered, then send it again.' } });
});
