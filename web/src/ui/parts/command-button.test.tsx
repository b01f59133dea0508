import { afterEach, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { refuse } from '../../../test/fake-api.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { bookId, buildAuthor, buildBook, buildFound, buildResult, buildUser, userId } from '../../../test/shelf.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const never = new AbortController().signal;
const missing = buildResult('Book', buildBook({ status: 'MISSING' }));
const countAsked = (start: string) => page.api.asked.filter((line) => line.startsWith(start)).length;

test('the button of a row stays pressed until the row shows what it did, also for who went away and came back', async () => {
  page = await renderPage('/missing', ({ api, world }) => {
    api.on('GET /books', { body: buildFound([missing]) });
    api.on('GET /books/{bookId}', { body: buildBook() });
    api.on('POST /books/{bookId}/found', async () => {
      await world.pause(3_000, never);
      return {};
    });
    api.on('GET /search', async () => {
      await world.pause(5_000, never);
      return { body: buildFound([], { consistent: false }) };
    });
    api.on('GET /authors', { body: buildFound([]) });
  });
  await page.pass(0);
  const isPressed = async () => (await screen.findByRole('button', { name: '“Faust” was found' })).matches(':disabled');
  await page.user.click(await screen.findByRole('button', { name: '“Faust” was found' }));

  await page.user.click(screen.getByRole('link', { name: 'Authors' }));
  await page.pass(0);
  await page.user.click(screen.getByRole('link', { name: 'Missing' }));
  await page.pass(0);
  const pending = await isPressed();
  await page.pass(3_000);
  const accepted = await isPressed();
  await page.user.click(screen.getByRole('button', { name: '“Faust” was found' }));

  expect([pending, accepted]).toEqual([true, true]);
  expect(countAsked('POST')).toBe(1);
});

test.each([
  ['a book', `/books/${bookId}`, 'books/{bookId}'],
  ['an author', `/authors/${buildAuthor().authorId}`, 'authors/{authorId}'],
  ['a user', `/users/${userId}`, 'users/{userId}'],
])('%s cannot be deleted once more while that is pending', async (_, href, path) => {
  page = await renderPage(href, ({ api, world }) => {
    api.on('GET /books/{bookId}', { body: buildBook() });
    api.on('GET /authors/{authorId}', { body: buildAuthor() });
    api.on('GET /authors/{authorId}/books', { body: buildFound([]) });
    api.on('GET /users/{userId}', { body: buildUser() });
    api.on('GET /users/{userId}/books', { body: buildFound([]) });
    api.on('GET /users/{userId}/rentals', { body: buildFound([]) });
    api.on(`DELETE /${path}`, async () => {
      await world.pause(1_000, never);
      return {};
    });
  });
  await page.pass(0);
  await page.user.click(await screen.findByRole('button', { name: 'Delete' }));
  await page.user.click(screen.getByRole('button', { name: 'Delete' }));
  await page.pass(0);

  const again = screen.getByRole('button', { name: 'Delete' });
  await page.user.click(again);

  expect(again.matches(':disabled')).toBe(true);
  expect(screen.queryByRole('button', { name: 'Keep' })).toBeNull();
  expect(countAsked('DELETE')).toBe(1);
});

test('a deletion of which nobody knows whether it went through is the same one when it is asked for again', async () => {
  let answer = (): object => {
    throw new TypeError('fetch failed');
  };
  page = await renderPage(`/books/${bookId}`, ({ api }) => {
    api.on('GET /books/{bookId}', { body: buildBook() });
    api.on('GET /authors/{authorId}', { body: buildAuthor() });
    api.on('DELETE /books/{bookId}', () => answer());
  });
  await page.pass(0);
  const remove = async () => {
    await page.user.click(await screen.findByRole('button', { name: 'Delete' }));
    await page.user.click(screen.getByRole('button', { name: 'Delete' }));
    await page.pass(0);
  };
  await remove();

  answer = () => refuse(404, 'book-not-found');
  await remove();

  const cards = within(screen.getByRole('region', { name: 'What was asked for' })).getAllByText('Delete “Faust”');
  expect(cards).toHaveLength(1);
  expect(screen.getByText(/^Gone from searches in/)).toBeTruthy();
});
