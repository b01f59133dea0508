import { afterEach, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { refuse } from '../../../test/fake-api.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { authorId, bookId, buildAuthor, buildBook, buildFound, buildResult } from '../../../test/shelf.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const faust = { ...buildResult('Book', buildBook()), highlights: { title: [['', 'Faust', ' I']] } };

test('shows what is found with what matched, whether it can be had, and how many there are', async () => {
  page = await renderPage('/?q=faust', ({ api }) =>
    api.on('GET /search', { body: buildFound([faust], { total: 1_234 }) }),
  );

  await page.pass(0);

  const result = screen.getByRole('heading', { name: 'Faust I' });
  expect(within(result).getByText('Faust').tagName).toBe('MARK');
  expect(screen.getByText('Available')).toBeTruthy();
  expect(screen.getByText('1,234').parentElement?.textContent).toBe('1,234 books');
  expect(document.title).toBe('faust – search · Millrace library');
});

test('searches as one types, and the address says what for', async () => {
  page = await renderPage('/', () => {});
  await page.pass(0);

  await page.user.type(screen.getByRole('combobox', { name: /search titles/i }), 'goethe');
  await page.pass(1_000);

  expect(window.location.search).toBe('?q=goethe');
  expect(page.api.asked.filter((line) => line.includes('q=goethe') && line.includes('facets='))).toHaveLength(1);
});

test('completes what is typed: the arrow keys choose, Enter opens', async () => {
  page = await renderPage('/', ({ api }) => {
    api.on('GET /suggest', {
      body: {
        partial: false,
        suggestions: [
          { type: 'Author', id: authorId, text: 'Goethe' },
          { type: 'Book', id: bookId, text: 'Goethe in Rome' },
        ],
      },
    });
    api.on('GET /books/{bookId}', { body: buildBook({ title: 'Goethe in Rome' }) });
    api.on('GET /authors/{authorId}', refuse(404, 'author-not-found'));
  });
  await page.pass(0);
  const field = screen.getByRole('combobox', { name: /search titles/i });

  await page.user.type(field, 'goe');
  await page.pass(500);
  await page.user.keyboard('{ArrowDown}{ArrowDown}');
  const active = document.getElementById(field.getAttribute('aria-activedescendant') ?? '');
  await page.user.keyboard('{Enter}');
  await page.pass(0);

  expect(active?.textContent).toBe('Goethe in RomeBook');
  expect(window.location.pathname).toBe(`/books/${bookId}`);
  expect(await screen.findByRole('heading', { level: 1, name: 'Goethe in Rome' })).toBeTruthy();
});

test('says that there is a list only when it has something, and which of it is chosen', async () => {
  page = await renderPage('/', ({ api }) =>
    api.on('GET /suggest', ({ query }) => ({
      body: {
        suggestions: query.get('q') === 'goe' ? [{ type: 'Author', id: authorId, text: 'Goethe' }] : [],
        partial: false,
      },
    })),
  );
  await page.pass(0);
  const field = screen.getByRole('combobox', { name: /search titles/i });

  await page.user.type(field, 'goe');
  await page.pass(500);
  await page.user.keyboard('{ArrowDown}');
  const expanded = field.getAttribute('aria-expanded');
  const selected = screen.getByRole('option', { name: /Goethe/ }).getAttribute('aria-selected');
  await page.user.type(field, 'x');
  await page.pass(500);

  expect([expanded, selected]).toEqual(['true', 'true']);
  expect(field.getAttribute('aria-expanded')).toBe('false');
});

test('opens the suggestion that is marked, also when others have come in above it', async () => {
  const goethe = { type: 'Author', id: authorId, text: 'Goethe' };
  const rome = { type: 'Book', id: bookId, text: 'Goethe in Rome' };
  page = await renderPage('/', ({ api }) => {
    api.on('GET /suggest', ({ query }) => ({
      body: { partial: false, suggestions: query.get('q') === 'g' ? [goethe] : [rome, goethe] },
    }));
    api.on('GET /authors/{authorId}', { body: buildAuthor() });
    api.on('GET /authors/{authorId}/books', { body: buildFound([]) });
  });
  await page.pass(0);
  const field = screen.getByRole('combobox', { name: /search titles/i });
  await page.user.type(field, 'g');
  await page.pass(200);

  await page.user.type(field, 'o');
  await page.user.keyboard('{ArrowDown}');
  await page.pass(1_000);
  const options = screen.getAllByRole('option', { name: /Goethe/ }).map(({ textContent }) => textContent);
  await page.user.keyboard('{Enter}');
  await page.pass(0);

  expect(options).toEqual(['Goethe in RomeBook', 'GoetheAuthor']);
  expect(window.location.pathname).toBe(`/authors/${authorId}`);
});

test('narrows by a value of a facet, and widens again by its chip', async () => {
  const facets = { category: [{ value: 'Drama', count: 1 }] };
  page = await renderPage('/', ({ api }) => api.on('GET /search', { body: buildFound([faust], { facets }) }));
  await page.pass(0);

  await page.user.click(screen.getByRole('checkbox', { name: 'Drama' }));
  await page.pass(0);
  const narrowed = window.location.search;
  await page.user.click(screen.getByRole('button', { name: 'Remove filter Drama' }));
  await page.pass(0);

  expect(narrowed).toBe('?category=Drama');
  expect(window.location.search).toBe('');
});

test('says that nothing was found, offers what may have been meant, and takes it', async () => {
  page = await renderPage('/?q=fuast', ({ api }) =>
    api.on('GET /search', { body: buildFound([], { didYouMean: 'faust' }) }),
  );
  await page.pass(0);

  const isSaid = screen.getByText('Nothing found for “fuast”');
  await page.user.click(screen.getByRole('button', { name: 'faust' }));

  expect(isSaid).toBeTruthy();
  expect(window.location.search).toBe('?q=faust');
});

test('sorting and filters stay when a choice leaves nothing', async () => {
  page = await renderPage('/', ({ api }) =>
    api.on('GET /search', ({ query }) => ({ body: buildFound(query.has('sort') ? [] : [faust]) })),
  );
  await page.pass(0);

  await page.user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'title');
  await page.pass(0);

  expect(screen.getByText('No book is like that')).toBeTruthy();
  expect(screen.getByRole('combobox', { name: 'Sort by' })).toHaveProperty('value', 'title');
  expect(screen.getByRole('button', { name: 'Filters' })).toBeTruthy();
});

test('a request that is not of the expected form is not offered again as it is', async () => {
  page = await renderPage('/?q=faust&next=forged', ({ api }) => api.on('GET /search', refuse(400, 'invalid-request')));
  await page.pass(0);

  const again = screen.getByRole('link', { name: 'Begin again' });

  expect(screen.queryByRole('button', { name: 'Try again now' })).toBeNull();
  expect(again.getAttribute('href')).toBe('/');
});

test('says that the search does not answer, keeps what stood there, and goes on by itself', async () => {
  page = await renderPage('/?q=faust', ({ api }) => api.on('GET /search', { body: buildFound([faust]) }));
  await page.pass(0);

  page.api.on('GET /search', refuse(503, 'unavailable', { 'Retry-After': '5' }));
  await page.user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'title');
  await page.pass(0);
  const alert = screen.getByRole('alert').textContent;
  const kept = screen.getByRole('heading', { name: 'Faust I' }).closest('ol')?.getAttribute('aria-busy');
  const count = screen.getByText('as of before').parentElement?.textContent;
  page.api.on('GET /search', { body: buildFound([faust]) });
  await page.pass(5_000);

  expect(alert).toContain('It is tried again by itself');
  expect(kept).toBe('false');
  expect(count).toBe('1 book as of before');
  expect(screen.queryByRole('alert')).toBeNull();
});
