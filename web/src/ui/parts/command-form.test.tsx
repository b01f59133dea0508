import { afterEach, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { FakeAnswer } from '../../../test/fake-api.ts';
import { refuse } from '../../../test/fake-api.ts';
import { corner, field, press, typedInto } from '../../../test/on-screen.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { buildAuthor, buildBook, buildFound, buildUser } from '../../../test/shelf.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const never = new AbortController().signal;

interface Sent {
  readonly userId: string;
  readonly name: string;
}

/** The form for a user, with a name in it; what is sent is answered as `answer` says. */
async function openUserForm(answer: (times: number) => FakeAnswer | Promise<FakeAnswer>): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  page = await renderPage('/users', ({ api }) => {
    api.on('GET /users', { body: buildFound([]) });
    api.on('GET /authors', { body: buildFound([]) });
    api.on('GET /users/{userId}', { body: buildUser() });
    api.on('POST /users', async ({ body }) => {
      sent.push(Object(body));
      const given = await answer(sent.length);
      return given.status === undefined ? { status: 201, body: { ...buildUser(), ...Object(body) } } : given;
    });
  });
  await page.pass(0);
  await page.user.click(await screen.findByRole('button', { name: 'Add a user' }));
  await page.user.type(field(/Name/), 'A');
  await page.user.type(field(/E-mail/), 'a@b.org');
  return sent;
}

const fail = (): never => {
  throw new TypeError('fetch failed');
};
const failOnce = (times: number) => (times === 1 ? fail() : {});

test('what is sent as well is what stands in the form then, after its checks', async () => {
  const sent = await openUserForm(failOnce);
  await press(page, 'Add the user');
  await page.user.type(field(/Name/), 'B');
  await press(page, 'Add the user');

  await page.user.clear(field(/Name/));
  await press(page, 'Send this as well');
  const unchecked = sent.length;
  await page.user.type(field(/Name/), 'ABC');
  await press(page, 'Send this as well');

  expect(unchecked).toBe(1);
  expect(sent.map(({ name }) => name)).toEqual(['A', 'ABC']);
  expect(typedInto(/Name/)).toBeUndefined();
});

test('what was typed since stays when the earlier one is repeated and goes through', async () => {
  const sent = await openUserForm(failOnce);
  await press(page, 'Add the user');
  await page.user.type(field(/Name/), 'B');
  await press(page, 'Add the user');

  await press(page, 'Repeat the earlier one');

  expect(sent.map(({ name }) => name)).toEqual(['A', 'A']);
  expect(new Set(sent.map(({ userId }) => userId)).size).toBe(1);
  expect(typedInto(/Name/)).toBe('AB');
});

test('a doubt that was dismissed is still one: the same again is one user', async () => {
  const sent = await openUserForm(fail);
  await press(page, 'Add the user');
  await press(page, 'Dismiss “Add A”');

  await press(page, 'Add the user');

  expect(sent).toHaveLength(2);
  expect(new Set(sent.map(({ userId }) => userId)).size).toBe(1);
  expect(corner().getByText('Nobody knows whether it went through.')).toBeTruthy();
});

test('what failed cannot be repeated beside what its form has sent since', async () => {
  const sent = await openUserForm((times) => (times <= 4 ? refuse(429, 'throttled', { 'Retry-After': '1' }) : {}));
  await press(page, 'Add the user');
  await page.pass(10_000);
  const offered = corner().queryByRole('button', { name: 'Repeat' });

  await press(page, 'Add the user');

  expect(offered).not.toBeNull();
  expect(corner().queryByRole('button', { name: 'Repeat' })).toBeNull();
  expect(new Set(sent.map(({ userId }) => userId)).size).toBe(1);
});

test('the answer to a form that was cancelled leaves the next one alone', async () => {
  await openUserForm(async () => {
    await page.world.pause(3_000, never);
    return {};
  });
  await press(page, 'Add the user');
  await press(page, 'Cancel');
  await press(page, 'Add a user');
  await page.user.type(field(/Name/), 'Bob');

  await page.pass(3_000);

  expect(corner().getByText('Add A')).toBeTruthy();
  expect(typedInto(/Name/)).toBe('Bob');
});

test('nothing is typed into a form while what it sent is pending; what was refused can be put right', async () => {
  await openUserForm(async () => {
    await page.world.pause(1_000, never);
    return refuse(400, 'invalid-request');
  });
  await press(page, 'Add the user');

  await page.user.type(field(/Name/), 'nn');
  const whilePending = typedInto(/Name/);
  await page.pass(1_000);
  await page.user.type(field(/Name/), 'nn');

  expect(whilePending).toBe('A');
  expect(typedInto(/Name/)).toBe('Ann');
});

test('what is typed on while a change is pending does not clash with that change', async () => {
  let book = buildBook();
  const isPresent = (etag: string | null) => etag === `"${book.version}"`;
  page = await renderPage(`/books/${book.bookId}`, ({ api, world }) => {
    api.on('GET /books/{bookId}', () => ({ body: book }));
    api.on('GET /authors/{authorId}', { body: buildAuthor() });
    api.on('PUT /books/{bookId}', async ({ headers, body }) => {
      await world.pause(2_000, never);
      if (!isPresent(headers.get('If-Match'))) return refuse(412, 'version-mismatch');
      book = { ...book, ...Object(body), version: book.version + 1 };
      return { body: book };
    });
  });
  await page.pass(0);
  await page.user.click(await screen.findByRole('button', { name: 'Edit' }));
  await page.user.type(field(/Title/), ' I');
  await press(page, 'Save');
  await page.user.type(field(/Title/), 'I');
  await page.pass(2_000);

  await page.user.click(screen.getByRole('button', { name: 'Edit' }));
  await page.user.type(field(/Title/), 'I');
  await press(page, 'Save');
  await page.pass(2_000);

  expect(screen.queryByRole('form', { name: 'It was changed meanwhile' })).toBeNull();
  expect(screen.getByRole('heading', { level: 1, name: 'Faust II' })).toBeTruthy();
});

test('a name of blanks is not sent, and said to be none', async () => {
  const sent = await openUserForm(() => ({}));
  await page.user.clear(field(/Name/));
  await page.user.type(field(/Name/), '   ');

  await press(page, 'Add the user');

  expect(sent).toEqual([]);
  expect(field(/Name/)).toHaveProperty('validity.patternMismatch', true);
});

test('a refused command whose form is there is put right in it', async () => {
  await openUserForm(() => refuse(400, 'invalid-request'));

  await press(page, 'Add the user');

  expect(corner().getByText(/Correct what was entered/)).toBeTruthy();
  expect(corner().queryByRole('button', { name: 'Open again' })).toBeNull();
});
