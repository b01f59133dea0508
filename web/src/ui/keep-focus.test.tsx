import { afterEach, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { refuse } from '../../test/fake-api.ts';
import type { OpenPage } from '../../test/open-page.ts';
import { type RenderedPage, renderPage } from '../../test/render-page.tsx';
import { bookId, buildAuthor, buildBook, buildFound, buildResult } from '../../test/shelf.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const missing = buildResult('Book', buildBook({ status: 'MISSING' }));

async function open(href: string, prepare: (page: OpenPage) => void = () => {}): Promise<void> {
  page = await renderPage(href, (opened) => {
    opened.api.on('GET /books/{bookId}', { body: buildBook() });
    opened.api.on('GET /authors/{authorId}', { body: buildAuthor() });
    prepare(opened);
  });
  await page.pass(0);
  await screen.findAllByRole('heading');
  await page.pass(0);
}

const press = async (name: string): Promise<void> => {
  await page.user.click(screen.getByRole('button', { name }));
  await page.pass(0);
};
const focused = (): string | null | undefined => document.activeElement?.textContent;

test('“Keep” leads back to the button that asked', async () => {
  await open(`/books/${bookId}`);

  await press('Delete');
  await press('Keep');

  expect(focused()).toBe('Delete');
});

test('a form begins at its first field, and leads back to the button that opened it', async () => {
  await open(`/books/${bookId}`);

  await press('Edit');
  const first = document.activeElement;
  await press('Cancel');

  expect(first).toHaveProperty('name', 'title');
  expect(focused()).toBe('Edit');
});

test('a saved form leads back to the button that opened it', async () => {
  await open(`/books/${bookId}`, ({ api }) => api.on('PUT /books/{bookId}', { body: buildBook() }));

  await press('Edit');
  await press('Save');

  expect(focused()).toBe('Edit');
});

test('after a delete the focus is at what is said instead', async () => {
  await open(`/books/${bookId}`, ({ api }) =>
    api.on('DELETE /books/{bookId}', () => {
      api.on('GET /books/{bookId}', refuse(404, 'book-not-found'));
      return {};
    }),
  );

  await press('Delete');
  await press('Delete');

  expect(focused()).toBe('This book is not here');
});

test('a card that is dismissed leads to the next one, the last one to the view', async () => {
  const other = buildBook({ bookId: '1750000000000zzzzzzzzzzzzzz', title: 'Egmont', status: 'MISSING' });
  await open('/missing', ({ api }) => {
    api.on('GET /books', { body: buildFound([missing, buildResult('Book', other)]) });
    api.on('POST /books/{bookId}/found', refuse(409, 'book-not-missing'));
  });
  await press('“Faust” was found');
  await press('“Egmont” was found');

  await press('Dismiss “Put “Egmont” back on the shelf”');
  const next = document.activeElement?.getAttribute('aria-label');
  await press('Dismiss “Put “Faust” back on the shelf”');

  expect(next).toBe('Dismiss “Put “Faust” back on the shelf”');
  expect(screen.getByRole('main').contains(document.activeElement)).toBe(true);
});

test('a row that is done leads to the count of those that are left', async () => {
  await open('/missing', ({ api }) => {
    api.on('GET /books', { body: buildFound([missing]) });
    api.on('POST /books/{bookId}/found', () => {
      api.on('GET /books', { body: buildFound([]) });
      return {};
    });
  });

  await press('“Faust” was found');
  await page.pass(1_000);

  expect(screen.getByText('No book is missing')).toBeTruthy();
  expect(focused()).toBe('0 books');
});

test('a price that is applied by Enter keeps the focus in its field', async () => {
  await open('/');

  await page.user.type(screen.getByRole('textbox', { name: 'From' }), '5{Enter}');
  await page.pass(0);

  expect(window.location.search).toContain('priceFrom=5');
  expect(document.activeElement).toHaveProperty('name', 'priceFrom');
});

test('“Try again now” leads on to what is there then', async () => {
  await open('/authors', ({ api }) => api.on('GET /authors', refuse(500, 'internal')));
  page.api.on('GET /authors', { body: buildFound([buildResult('Author', buildAuthor())]) });

  await press('Try again now');

  expect(screen.getByRole('link', { name: 'Goethe' })).toBeTruthy();
  expect(screen.getByRole('main').contains(document.activeElement)).toBe(true);
});

test('the next page is begun at its head, which says which one it is', async () => {
  await open('/authors', ({ api }) =>
    api.on('GET /authors', ({ query }) => ({
      body: buildFound([buildResult('Author', buildAuthor())], query.has('next') ? {} : { total: 26, next: 'token' }),
    })),
  );

  await page.user.click(screen.getByRole('link', { name: 'Next' }));
  await page.pass(0);

  expect(focused()).toMatch(/^1 author, page 2/);
});

test.each([
  ['/authors', 'GET /authors', 'searchbox'],
  ['/users', 'GET /users', 'searchbox'],
  ['/', 'GET /search', 'combobox'],
])('who types on page 2 of %s keeps the focus and every key, though page 1 is begun', async (href, operation, role) => {
  await open(`${href}?q=dune&next=token&page=2`, ({ api }) => api.on(operation, { body: buildFound([]) }));
  const [field] = screen.getAllByRole(role);
  if (field === undefined) throw new Error('Expected a field to search in.');

  await page.user.type(field, ' x');
  await page.pass(250);
  await page.user.keyboard('lost');

  expect(window.location.search).toBe('?q=dune+x');
  expect(field).toHaveProperty('value', 'dune xlost');
});

test('who narrows by a facet on page 2 stays at its checkbox', async () => {
  const facets = { category: [{ value: 'Drama', count: 3 }] };
  await open('/?next=token&page=2', ({ api }) =>
    api.on('GET /search', { body: buildFound([buildResult('Book', buildBook())], { facets }) }),
  );

  await page.user.click(screen.getByRole('checkbox', { name: 'Drama' }));
  await page.pass(0);

  expect(window.location.search).toBe('?category=Drama');
  expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: 'Drama' }));
});

test('whoever goes away from a field is not brought back', async () => {
  await open('/authors', ({ api }) => api.on('GET /authors', { body: buildFound([]) }));

  await press('Add an author');
  await page.user.click(document.body);
  await press('Cancel');
  await page.user.click(document.body);
  await page.pass(0);

  expect(document.activeElement).toBe(document.body);
});
