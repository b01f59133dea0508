import { afterEach, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { refuse } from '../../../test/fake-api.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { bookId, buildBook, buildFound } from '../../../test/shelf.ts';

let page: RenderedPage;
afterEach(() => {
  window.sessionStorage.clear();
  window.localStorage.clear();
  expect(page.api.violations).toEqual([]);
});

const listed = { body: buildFound([]) };

test('going to another view moves the focus to it, names the window, and marks it in the navigation', async () => {
  page = await renderPage('/', ({ api }) => api.on('GET /authors', listed));
  await page.pass(0);

  await page.user.click(screen.getByRole('link', { name: 'Authors' }));
  await page.pass(0);
  await screen.findByRole('heading', { level: 1, name: 'Authors' });

  expect(document.activeElement).toBe(screen.getByRole('main'));
  expect(document.title).toBe('Authors · Millrace library');
  expect(screen.getByRole('link', { name: 'Authors' }).getAttribute('aria-current')).toBe('page');
  expect(screen.getByRole('link', { name: 'Search' }).getAttribute('aria-current')).toBeNull();
});

test('an address that no view has is said to be none', async () => {
  page = await renderPage('/shelves/7', () => {});
  await page.pass(0);

  expect(screen.getByRole('heading', { level: 1, name: 'There is nothing here' })).toBeTruthy();
});

test('asks for a key where one is wanted, and goes on with it', async () => {
  const keys: (string | null)[] = [];
  page = await renderPage('/', ({ api }) =>
    api.on('GET /search', ({ headers }) => {
      keys.push(headers.get('x-api-key'));
      return headers.get('x-api-key') === 'open' ? listed : refuse(403, 'forbidden');
    }),
  );
  await page.pass(0);

  await page.user.type(screen.getByLabelText(/API key/), 'open');
  await page.user.click(screen.getByRole('button', { name: 'Enter' }));
  await page.pass(0);

  expect(keys).toEqual([null, 'open']);
  expect(screen.getByText('No book is like that')).toBeTruthy();
});

test('says that a key was not let in, and takes the right one then', async () => {
  page = await renderPage('/', ({ api }) =>
    api.on('GET /search', ({ headers }) => (headers.get('x-api-key') === 'open' ? listed : refuse(403, 'forbidden'))),
  );
  await page.pass(0);
  const first = screen.getByLabelText(/API key/).getAttribute('aria-invalid');

  await page.user.type(screen.getByLabelText(/API key/), 'opne');
  await page.user.click(screen.getByRole('button', { name: 'Enter' }));
  await page.pass(0);
  const key = screen.getByLabelText(/API key/);
  const described = document.getElementById(key.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '');
  await page.user.type(key, 'open');
  await page.user.click(screen.getByRole('button', { name: 'Enter' }));
  await page.pass(0);

  expect(first).not.toBe('true');
  expect(described?.textContent).toBe('This key was not let in. Check it, or ask whoever runs the library.');
  expect(screen.getByText('No book is like that')).toBeTruthy();
});

test('a key that is asked for takes nothing of what was typed', async () => {
  page = await renderPage('/books/new', ({ api }) =>
    api.on('POST /search', ({ headers }) => (headers.get('x-api-key') === 'open' ? listed : refuse(403, 'forbidden'))),
  );
  await page.pass(0);
  const title = await screen.findByRole('textbox', { name: /^title/i });
  await page.user.type(title, 'Egmont');
  await page.pass(500);
  const during = [screen.queryByRole('textbox', { name: /^title/i }), document.activeElement];

  const key = screen.getByLabelText(/API key/);
  await page.user.type(key, 'open');
  await page.user.click(screen.getByRole('button', { name: 'Enter' }));
  await page.pass(500);

  expect(during).toEqual([null, key]);
  expect(screen.getByRole('textbox', { name: /^title/i })).toHaveProperty('value', 'Egmont');
  expect(document.activeElement).toBe(title);
  expect(screen.queryByLabelText(/API key/)).toBeNull();
});

test('a status that is refused does not take the view away', async () => {
  page = await renderPage('/', ({ api }) => api.on('GET /status', refuse(403, 'forbidden')));
  await page.pass(0);

  expect(screen.queryByLabelText(/API key/)).toBeNull();
  expect(screen.getByText('No book is like that')).toBeTruthy();
});

test.each([
  [{ lagSeconds: 400 }, 'Index: 7 min behind'],
  [{ lagSeconds: null }, 'Index: Lag unknown'],
  [{ lagSeconds: 40 }, 'Index: In step'],
])('the corner says how far the index is behind: %j', async (lag, name) => {
  page = await renderPage('/', ({ api }) =>
    api.on('GET /status', {
      body: { heartbeatAt: null, parkedKeys: 3, parkedIsAtLeast: true, jobs: 0, jobsIsAtLeast: false, ...lag },
    }),
  );
  await page.pass(0);

  expect(screen.getByRole('button', { name })).toBeTruthy();
  expect(screen.getByText('3 or more')).toBeTruthy();
});

test('the corner is not in step while the index keeps a command waiting', async () => {
  page = await renderPage(`/books/${bookId}`, ({ api }) => {
    api.on('GET /books/{bookId}', { body: buildBook({ status: 'MISSING' }) });
    api.on('GET /authors/{authorId}', refuse(404, 'author-not-found'));
    api.on('POST /books/{bookId}/found', {});
    api.on('GET /search', { body: buildFound([], { consistent: false }) });
  });
  await page.pass(0);

  await page.user.click(await screen.findByRole('button', { name: 'It was found' }));
  await page.pass(0);

  expect(screen.getByRole('button', { name: 'Index: Slower than usual' })).toBeTruthy();
});

test('the corner says when nobody answers', async () => {
  page = await renderPage('/', ({ api }) => api.on('GET /status', refuse(503, 'unavailable')));
  await page.pass(0);

  expect(screen.getByRole('button', { name: 'Index: No answer' })).toBeTruthy();
  expect(screen.getByText(/can still be read and lent/)).toBeTruthy();
});

test('promises no books where nothing at all answers', async () => {
  page = await renderPage('/', ({ api }) => api.on('GET /status', () => Promise.reject(new TypeError('fetch failed'))));
  await page.pass(0);

  expect(screen.getByText(/could not be reached. Check the connection/)).toBeTruthy();
  expect(screen.queryByText(/can still be read and lent/)).toBeNull();
});

test('colours are those of the system until one chooses', async () => {
  page = await renderPage('/', () => {});
  await page.pass(0);

  await page.user.click(screen.getByRole('button', { name: 'Use dark colours' }));

  expect(document.documentElement.dataset.mantineColorScheme).toBe('dark');
  expect(screen.getByRole('button', { name: 'Use light colours' })).toBeTruthy();
});
