import { afterEach, expect, test } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { refuse } from '../../../test/fake-api.ts';
import type { OpenPage } from '../../../test/open-page.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { bookId, buildAuthor, buildBook, buildFound, buildResult, buildUser, userId } from '../../../test/shelf.ts';
import { noteChangeAtom } from '../../state/revision.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const otherId = '1750000000000zzzzzzzzzzzzzz';

async function open(href: string, prepare: (page: OpenPage) => void = () => {}): Promise<void> {
  page = await renderPage(href, (opened) => {
    opened.api.on('GET /books/{bookId}', { body: buildBook() });
    opened.api.on('GET /authors/{authorId}', { body: buildAuthor() });
    opened.api.on('GET /authors/{authorId}/books', { body: buildFound([]) });
    opened.api.on('GET /users/{userId}', { body: buildUser() });
    opened.api.on('GET /users/{userId}/books', { body: buildFound([]) });
    opened.api.on('GET /users/{userId}/rentals', { body: buildFound([]) });
    prepare(opened);
  });
  await page.pass(0);
}

const headings = () => screen.getAllByRole('heading', { level: 1 }).map(({ textContent }) => textContent);

test('one book after another, by way of the search: nothing of the first is ever shown as the second', async () => {
  await open(`/books/${bookId}`, ({ api, world }) => {
    api.on('GET /search', { body: buildFound([buildResult('Book', buildBook({ bookId: otherId, title: 'Other' }))]) });
    api.on('GET /books/{bookId}', async ({ path }) => {
      if (path.bookId === bookId) return { body: buildBook() };
      await world.pause(500, new AbortController().signal);
      return { body: buildBook({ bookId: otherId, title: 'Other' }) };
    });
  });
  await page.user.click(screen.getByRole('link', { name: 'Search' }));
  await page.pass(0);
  const seen = new Set<string>();
  const observer = new MutationObserver(() => {
    if (window.location.pathname.endsWith(otherId)) seen.add(document.title).add(String(headings()));
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });

  await page.user.click(await screen.findByRole('link', { name: 'Other' }));
  await page.pass(500);
  observer.disconnect();

  expect([...seen].filter((text) => text.includes('Faust'))).toEqual([]);
  expect(document.title).toBe('Other · Millrace library');
});

test.each([
  ['book', `/books/${bookId}`, 'GET /books/{bookId}'],
  ['author', `/authors/${userId}`, 'GET /authors/{authorId}'],
  ['user', `/users/${userId}`, 'GET /users/{userId}'],
])('a %s that is on its way, or could not be read, has a heading and gives the window its name', async (...place) => {
  const [label, href, operation] = place;
  await open('/', ({ api, world }) =>
    api.on(operation, async () => {
      await world.pause(500, new AbortController().signal);
      return refuse(500, 'internal');
    }),
  );
  window.history.pushState(null, '', href);
  await act(async () => window.dispatchEvent(new PopStateEvent('popstate')));
  const loading = [headings(), document.title];
  await page.pass(500);

  const expected = [[`The ${label}`], `The ${label} · Millrace library`];
  expect(screen.getByText(`The ${label} could not be loaded`)).toBeTruthy();
  expect([loading, [headings(), document.title]]).toEqual([expected, expected]);
});

test.each([
  ['book', `/books/${bookId}`, 'GET /books/{bookId}', /^Description/],
  ['author', `/authors/${userId}`, 'GET /authors/{authorId}', /^Name/],
  ['user', `/users/${userId}`, 'GET /users/{userId}', /^Name/],
])('what was typed stays when the %s is gone, below what says so', async (label, href, operation, field) => {
  await open(href);
  await page.user.click(await screen.findByRole('button', { name: 'Edit' }));
  await page.user.type(screen.getByRole('textbox', { name: field }), ' much work');

  page.api.on(operation, refuse(404, `${label}-not-found`));
  await act(async () => page.store.set(noteChangeAtom));
  await page.pass(0);

  expect(headings()).toEqual([`This ${label} is not here`]);
  expect(screen.getByRole('textbox', { name: field })).toHaveProperty('value', expect.stringMatching(/ much work$/));
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
});

test('what is gone while nobody types makes room for what says so', async () => {
  await open(`/books/${bookId}`);

  page.api.on('GET /books/{bookId}', refuse(404, 'book-not-found'));
  await act(async () => page.store.set(noteChangeAtom));
  await page.pass(0);

  expect(headings()).toEqual(['This book is not here']);
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
  expect(screen.queryByRole('region', { name: 'About this book' })).toBeNull();
});
