import { afterEach, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { type RenderedPage, renderPage } from '../../test/render-page.tsx';
import {
  authorId,
  bookId,
  buildAuthor,
  buildBook,
  buildFound,
  buildResult,
  buildUser,
  userId,
} from '../../test/shelf.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const missing = buildResult('Book', buildBook({ status: 'MISSING' }));
const author = buildResult('Author', buildAuthor());
const { email: _, ...userDocument } = buildUser();

test('a missing book that turns up is put back by one click', async () => {
  const found: unknown[] = [];
  page = await renderPage('/missing', ({ api }) => {
    api.on('GET /books', { body: buildFound([missing]) });
    api.on('GET /books/{bookId}', { body: buildBook() });
    api.on('POST /books/{bookId}/found', ({ path }) => {
      found.push(path.bookId);
      api.on('GET /books', { body: buildFound([]) });
      return {};
    });
  });
  await page.pass(0);

  await page.user.click(await screen.findByRole('button', { name: '“Faust” was found' }));
  await page.pass(1_000);

  expect(found).toEqual([bookId]);
  expect(screen.getByText('No book is missing')).toBeTruthy();
});

test('a button of a row can be pressed once until it is answered', async () => {
  let asked = 0;
  page = await renderPage('/missing', ({ api, world }) => {
    api.on('GET /books', { body: buildFound([missing]) });
    api.on('POST /books/{bookId}/found', async () => {
      asked += 1;
      await world.pause(300, new AbortController().signal);
      return {};
    });
  });
  await page.pass(0);
  const button = await screen.findByRole('button', { name: '“Faust” was found' });

  await page.user.click(button);
  await page.pass(0);
  await page.user.click(button);
  await page.pass(0);

  expect(button).toHaveProperty('disabled', true);
  expect(asked).toBe(1);
});

test('an author is added, and the form stays until the truth has taken it', async () => {
  const sent: unknown[] = [];
  page = await renderPage('/authors', ({ api, world }) => {
    api.on('GET /authors', { body: buildFound([author]) });
    api.on('POST /authors', async ({ body }) => {
      sent.push(body);
      await world.pause(400, new AbortController().signal);
      return { status: 201, body: buildAuthor() };
    });
  });
  await page.pass(0);

  await page.user.click(await screen.findByRole('button', { name: 'Add an author' }));
  await page.user.type(screen.getByRole('textbox', { name: /^name/i }), 'Lessing');
  await page.user.type(screen.getByRole('textbox', { name: /^born/i }), '1729-01-22');
  await page.user.click(screen.getByRole('button', { name: 'Add the author' }));
  await page.pass(0);
  const during = screen.queryByRole('region', { name: 'New author' });
  await page.pass(400);

  expect(sent).toEqual([expect.objectContaining({ name: 'Lessing', birthdate: '1729-01-22' })]);
  expect(during).not.toBeNull();
  expect(screen.queryByRole('region', { name: 'New author' })).toBeNull();
});

test('pages of a listing are links, and the one before is the way back', async () => {
  page = await renderPage('/authors', ({ api }) =>
    api.on('GET /authors', ({ query }) => ({
      body: query.has('next') ? buildFound([author]) : buildFound([author], { total: 26, next: 'token' }),
    })),
  );
  await page.pass(0);

  await page.user.click(await screen.findByRole('link', { name: 'Next' }));
  await page.pass(0);
  const second = window.location.search;
  await page.user.click(screen.getByRole('link', { name: 'Previous' }));
  await page.pass(0);

  expect(new URLSearchParams(second).get('next')).toBe('token');
  expect(screen.getByText('Page 1')).toBeTruthy();
});

test('the last row of a page that is done leaves a way to the other pages', async () => {
  page = await renderPage('/missing?next=token&page=2', ({ api }) =>
    api.on('GET /books', ({ query }) => ({
      body: buildFound(query.has('next') ? [] : [missing], { total: 25 }),
    })),
  );
  await page.pass(0);
  const said = [screen.queryByText('Nothing is left on this page.'), screen.queryByText('No book is missing')];

  await page.user.click(screen.getByRole('link', { name: 'First page' }));
  await page.pass(0);

  expect(said).toEqual([expect.anything(), null]);
  expect(screen.getByRole('link', { name: 'Faust' })).toBeTruthy();
});

test.each([
  ['/authors?q=zz', 'GET /authors', 'No author has such a name'],
  ['/users?q=zz', 'GET /users', 'No user is like that'],
  ['/missing', 'GET /books', 'No book is missing'],
  ['/?q=zz', 'GET /search', 'Nothing found for “zz”'],
])('%s does not say that there is none when the search ran out of time, and asks again', async (href, route, none) => {
  page = await renderPage(href, ({ api }) => api.on(route, { body: buildFound([], { partial: true }) }));
  await page.pass(0);
  const said = [screen.queryByText('Nothing was found in time'), screen.queryByText(none)];
  page.api.on(route, { body: buildFound([]) });

  await page.user.click(screen.getByRole('button', { name: 'Try again' }));
  await page.pass(0);

  expect(said).toEqual([expect.anything(), null]);
  expect(screen.getByText(none)).toBeTruthy();
});

test('a list says that it is not all there is when the search ran out of time', async () => {
  page = await renderPage('/authors', ({ api }) =>
    api.on('GET /authors', { body: buildFound([author], { partial: true }) }),
  );
  await page.pass(0);

  expect(screen.getByText(/The search ran out of time/)).toBeTruthy();
});

test('how many there are is read out, also when there are none', async () => {
  page = await renderPage('/authors', ({ api, world }) =>
    api.on('GET /authors', async ({ query }) => {
      await world.pause(100, new AbortController().signal);
      return { body: buildFound(query.has('q') ? [] : [author]) };
    }),
  );
  await page.pass(0);
  // Only what stands there before its text changes is read out.
  const [count] = screen.getAllByRole('status').filter(({ tagName }) => tagName === 'P');
  await page.pass(100);
  const first = count?.textContent;
  await page.user.type(screen.getByRole('searchbox'), 'zz');
  await page.pass(1_000);

  expect([first, count?.textContent]).toEqual(['1 author', '0 authors']);
  expect(count?.isConnected).toBe(true);
});

test('users are found by words and status, each with what they have', async () => {
  page = await renderPage('/users', ({ api }) =>
    api.on('GET /users', { body: buildFound([buildResult('User', { ...userDocument, loans: 1 })]) }),
  );
  await page.pass(0);

  await page.user.selectOptions(await screen.findByRole('combobox', { name: 'Status' }), 'VERIFIED');
  await page.pass(0);

  expect(window.location.search).toBe('?status=VERIFIED');
  expect(screen.getByRole('link', { name: 'Gretchen' }).getAttribute('href')).toBe(`/users/${userId}`);
  expect(screen.getByText('1 book')).toBeTruthy();
});

test('an author’s page has the books, and says when the author is gone', async () => {
  page = await renderPage(`/authors/${authorId}`, ({ api }) => {
    api.on('GET /authors/{authorId}', { body: buildAuthor() });
    api.on('GET /authors/{authorId}/books', { body: buildFound([missing]) });
    api.on('DELETE /authors/{authorId}', () => {
      api.on('GET /authors/{authorId}', {
        status: 404,
        body: { type: '/problems/author-not-found', title: 'Author not found', status: 404 },
      });
      return {};
    });
  });
  await page.pass(0);
  const book = await screen.findByRole('link', { name: 'Faust' });

  await page.user.click(screen.getByRole('button', { name: 'Delete' }));
  await page.user.click(screen.getByRole('button', { name: 'Delete' }));
  await page.pass(0);

  expect(book.getAttribute('href')).toBe(`/books/${bookId}`);
  expect(screen.getByRole('heading', { level: 1, name: 'This author is not here' })).toBeTruthy();
});
