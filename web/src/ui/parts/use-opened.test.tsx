import { afterEach, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { refuse } from '../../../test/fake-api.ts';
import { corner, field, press, typedInto } from '../../../test/on-screen.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import {
  authorId,
  bookId,
  buildAuthor,
  buildBook,
  buildFound,
  buildResult,
  buildUser,
  userId,
} from '../../../test/shelf.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const never = new AbortController().signal;
const isOffered = () => corner().queryByRole('button', { name: 'Open again' }) !== null;

async function fillInUser(name: string): Promise<void> {
  await page.user.click(await screen.findByRole('button', { name: 'Add a user' }));
  await page.user.type(field(/Name/), name);
  await page.user.type(field(/E-mail/), 'a@b.org');
}

/** Ann was sent, and is refused a second later; her form is gone. Who comes after her is added. */
async function sendAnn(): Promise<void> {
  let times = 0;
  page = await renderPage('/users', ({ api, world }) => {
    api.on('GET /users', { body: buildFound([]) });
    api.on('GET /authors', { body: buildFound([]) });
    api.on('GET /users/{userId}', { body: buildUser() });
    api.on('POST /users', async ({ body }) => {
      await world.pause(1_000, never);
      times += 1;
      return times === 1 ? refuse(400, 'invalid-request') : { status: 201, body: { ...buildUser(), ...Object(body) } };
    });
  });
  await page.pass(0);
  await fillInUser('Ann');
  await press(page, 'Add the user');
  await press(page, 'Cancel');
}

test('what is refused after its form has gone is opened again as it was filled in, beside the reason', async () => {
  await sendAnn();
  await page.user.click(screen.getByRole('link', { name: 'Authors' }));
  await page.pass(1_000);

  await press(page, 'Open again');

  expect(await screen.findByRole('heading', { level: 1, name: 'Users' })).toBeTruthy();
  expect([typedInto(/Name/), typedInto(/E-mail/)]).toEqual(['Ann', 'a@b.org']);
  expect(corner().getByText(/Correct what was entered/)).toBeTruthy();
  expect(isOffered()).toBe(false);
});

test('what was opened again and cancelled can be opened again', async () => {
  await sendAnn();
  await page.pass(1_000);
  await press(page, 'Open again');
  await press(page, 'Cancel');

  await press(page, 'Open again');

  expect(typedInto(/Name/)).toBe('Ann');
});

test('the card of what was refused goes once it is put right', async () => {
  await sendAnn();
  await page.pass(1_000);
  await press(page, 'Open again');
  await page.user.type(field(/Name/), 'a');

  await press(page, 'Add the user');
  await page.pass(1_000);

  expect(corner().getByText('Add Anna')).toBeTruthy();
  expect(corner().queryByText('Add Ann')).toBeNull();
  expect(typedInto(/Name/)).toBeUndefined();
});

test('nothing is opened again over what somebody is filling in', async () => {
  await sendAnn();
  await fillInUser('Bob');

  await page.pass(1_000);
  const duringBob = [typedInto(/Name/), isOffered()];
  await press(page, 'Cancel');
  await press(page, 'Open again');

  expect(duringBob).toEqual(['Bob', false]);
  expect(typedInto(/Name/)).toBe('Ann');
});

test('a form whose item cannot be read does not open by itself when somebody comes back later', async () => {
  const others = `${bookId.slice(0, -1)}Q`;
  let isDown = false;
  page = await renderPage(`/books/${bookId}`, ({ api, world }) => {
    api.on('GET /books', {
      body: buildFound([
        buildResult('Book', buildBook({ bookId: others, status: 'MISSING' })),
        buildResult('Book', buildBook({ title: 'Urfaust', status: 'MISSING' })),
      ]),
    });
    api.on('GET /books/{bookId}', ({ path }) =>
      isDown && path.bookId === bookId
        ? refuse(503, 'unavailable')
        : { body: buildBook({ bookId: String(path.bookId) }) },
    );
    api.on('GET /authors/{authorId}', { body: buildAuthor() });
    api.on('PUT /books/{bookId}', async () => {
      await world.pause(1_000, never);
      return refuse(413, 'item-too-large');
    });
  });
  await page.pass(0);
  await page.user.click(await screen.findByRole('button', { name: 'Edit' }));
  await page.user.type(field(/Description/), 'very long');
  await press(page, 'Save');
  await page.user.click(screen.getByRole('link', { name: 'Missing' }));
  await page.pass(1_000);
  await page.user.click(await screen.findByRole('link', { name: 'Faust' }));
  await page.pass(0);
  isDown = true;
  await press(page, 'Open again');
  const whileDown = [typedInto(/Description/), isOffered()];

  await page.user.click(screen.getByRole('link', { name: 'Missing' }));
  await page.pass(0);
  isDown = false;
  await page.user.click(await screen.findByRole('link', { name: 'Urfaust' }));
  await page.pass(0);
  const later = typedInto(/Description/);
  await press(page, 'Open again');

  expect(whileDown).toEqual([undefined, true]);
  expect(later).toBeUndefined();
  expect(typedInto(/Description/)).toBe('very long');
});

test('a status that a button set is not opened again: nothing was typed', async () => {
  page = await renderPage(`/users/${userId}`, ({ api }) => {
    api.on('GET /users/{userId}', { body: buildUser() });
    api.on('GET /users/{userId}/books', { body: buildFound([]) });
    api.on('GET /users/{userId}/rentals', { body: buildFound([]) });
    api.on('PUT /users/{userId}', refuse(400, 'invalid-request'));
  });
  await page.pass(0);

  await page.user.click(await screen.findByRole('button', { name: 'Suspend' }));
  await page.pass(0);

  expect(corner().getByText(/Correct what was entered/)).toBeTruthy();
  expect(isOffered()).toBe(false);
});

test('a book that is refused is opened again with its author, and begins at its head once it is added', async () => {
  let status = 413;
  const scrolls: unknown[][] = [];
  window.scrollTo = (...given: unknown[]) => void scrolls.push(given);
  page = await renderPage('/books/new', ({ api, world }) => {
    api.on('GET /authors', { body: buildFound([]) });
    api.on('GET /authors/{authorId}', { body: buildAuthor() });
    api.on('GET /books/{bookId}', ({ path }) => ({ body: buildBook({ bookId: path.bookId ?? '', title: 'T' }) }));
    api.on('POST /books', async ({ body }) => {
      await world.pause(1_000, never);
      const added = { status, body: { bookId: Object(body).bookId, version: 1 } };
      return status === 413 ? refuse(413, 'item-too-large') : added;
    });
  });
  await page.pass(0);
  await page.user.type(await screen.findByRole('textbox', { name: /Title/ }), 'T');
  await page.user.type(field(/Description/), 'very long');
  await page.user.type(screen.getByRole('combobox', { name: /author’s name/i }), authorId);
  await page.pass(500);
  await page.user.click(await screen.findByRole('option', { name: /Goethe/ }));
  await press(page, 'Add the book');
  await page.user.click(screen.getByRole('link', { name: 'Authors' }));
  await page.pass(1_000);
  await press(page, 'Open again');
  const begun = [typedInto(/Title/), typedInto(/Description/)];
  const author = screen.getByRole<HTMLInputElement>('combobox', { name: /author’s name/i }).value;

  status = 201;
  scrolls.length = 0;
  await press(page, 'Add the book');
  await page.pass(1_000);

  expect([...begun, author]).toEqual(['T', 'very long', 'Goethe']);
  expect(await screen.findByRole('heading', { level: 1, name: 'T' })).toBeTruthy();
  expect(scrolls).toEqual([[0, 0]]);
});

test('an edited user who was refused is edited again over the version that was read', async () => {
  const etags: (string | null)[] = [];
  page = await renderPage(`/users/${userId}`, ({ api, world }) => {
    api.on('GET /users', { body: buildFound([]) });
    api.on('GET /users/{userId}', { body: buildUser() });
    api.on('GET /users/{userId}/books', { body: buildFound([]) });
    api.on('GET /users/{userId}/rentals', { body: buildFound([]) });
    api.on('PUT /users/{userId}', async ({ headers }) => {
      etags.push(headers.get('If-Match'));
      await world.pause(1_000, never);
      return refuse(400, 'invalid-request');
    });
  });
  await page.pass(0);
  await page.user.click(await screen.findByRole('button', { name: 'Edit' }));
  await page.user.type(field(/Comment/), 'reads a lot');
  await press(page, 'Save');
  await page.user.click(screen.getByRole('link', { name: 'Users' }));
  page.api.on('GET /users/{userId}', { body: buildUser({ version: 1_750_000_000_000_009 }) });
  await page.pass(1_000);

  await press(page, 'Open again');
  const comment = typedInto(/Comment/);
  await press(page, 'Save');

  expect(comment).toBe('reads a lot');
  expect(etags).toEqual(['"1750000000000000"', '"1750000000000000"']);
});
