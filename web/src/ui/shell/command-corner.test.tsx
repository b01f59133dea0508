import { afterEach, expect, test } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { refuse } from '../../../test/fake-api.ts';
import { corner } from '../../../test/on-screen.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { buildBook, buildFound, buildResult } from '../../../test/shelf.ts';

let page: RenderedPage;
const { matchMedia } = window;
afterEach(() => {
  window.matchMedia = matchMedia;
  expect(page.api.violations).toEqual([]);
});

const missing = buildResult('Book', buildBook({ status: 'MISSING' }));

type Answer = Parameters<RenderedPage['api']['on']>[1];

async function reportFound(answer: Answer = {}, book: Answer = { body: buildBook() }): Promise<void> {
  page = await renderPage('/missing', ({ api }) => {
    api.on('GET /books', { body: buildFound([missing]) });
    api.on('GET /books/{bookId}', book);
    api.on('POST /books/{bookId}/found', answer);
  });
  await page.pass(0);
  await page.user.click(await screen.findByRole('button', { name: '“Faust” was found' }));
  await page.user.pointer({ target: document.body });
  await page.pass(0);
}

test('what went well goes by itself after a look', async () => {
  await reportFound();
  const done = corner().getByText(/^Searchable in/);

  await page.pass(8_000);

  expect(done).toBeTruthy();
  expect(corner().queryByRole('listitem')).toBeNull();
});

test('what is looked at stays as long as it is', async () => {
  await reportFound();
  const region = screen.getByRole('region', { name: 'What was asked for' });
  let isPointedAt = true;
  // No layout, no pointer: jsdom never says that something is below it.
  const { matches } = region;
  const look = (selectors: string) => (selectors.includes(':hover') ? isPointedAt : matches.call(region, selectors));
  Object.assign(region, { matches: look });
  await page.pass(20_000);
  const lookedAt = corner().queryByText(/^Searchable in/);

  isPointedAt = false;
  await page.pass(8_000);

  expect(lookedAt).not.toBeNull();
  expect(corner().queryByRole('listitem')).toBeNull();
});

test('a card goes by itself also after another one was dismissed with the keyboard', async () => {
  await reportFound();
  act(() =>
    corner()
      .getByRole('button', { name: /^Dismiss/ })
      .focus(),
  );
  await page.pass(20_000);
  const focused = corner().queryByText(/^Searchable in/);
  await page.user.keyboard('{Enter}');
  await page.pass(0);

  await page.user.click(screen.getByRole('button', { name: '“Faust” was found' }));
  await page.pass(0);
  const next = corner().queryByText(/^Searchable in/);
  await page.pass(8_000);

  expect([focused, next]).not.toContain(null);
  expect(corner().queryByRole('listitem')).toBeNull();
});

test('what went well while nobody saw this tab is still there for who comes back', async () => {
  const show = (visibilityState: string) =>
    act(async () => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibilityState });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  await reportFound();

  await show('hidden');
  await page.pass(60_000);
  await show('visible');
  await page.pass(7_999);
  const there = corner().queryByText(/^Searchable in/);
  await page.pass(1);

  expect(there).not.toBeNull();
  expect(corner().queryByRole('listitem')).toBeNull();
});

/** Of several that were reported, the first is refused, and the others become searchable later. */
async function reportSeveral(titles: readonly string[]): Promise<void> {
  const idOf = (title: string) => `1750000000000${title.repeat(14)}`;
  const wait = (ms: number) => page.world.pause(ms, new AbortController().signal);
  page = await renderPage('/missing', ({ api }) => {
    const books = titles.map((title) => buildBook({ status: 'MISSING', title, bookId: idOf(title) }));
    api.on('GET /books', { body: buildFound(books.map((book) => buildResult('Book', book))) });
    api.on('GET /books/{bookId}', { body: buildBook() });
    api.on('POST /books/{bookId}/found', async ({ path }) => {
      await wait(1_000);
      return path.bookId === idOf(titles[0] ?? '') ? refuse(409, 'book-not-missing') : {};
    });
    api.on('GET /search', async () => {
      await wait(5_000);
      return { body: buildFound([], { consistent: false }) };
    });
  });
  await page.pass(0);
  for (const title of titles)
    await page.user.click(await screen.findByRole('button', { name: `“${title}” was found` }));
  await page.pass(2_000);
}

test('a refusal is seen first, and read out, although it is of the oldest of many', async () => {
  await reportSeveral(['A', 'B', 'C', 'D']);

  const [first, ...others] = corner()
    .getAllByRole('listitem')
    .filter(({ dataset }) => dataset.stage);

  expect(first?.textContent).toContain('Put “A” back on the shelf');
  expect(first?.textContent).toContain('Only a missing book can be found.');
  expect(first?.closest('[aria-live="polite"]')).not.toBeNull();
  expect(others.map(({ dataset }) => dataset.stage)).toEqual(['accepted', 'accepted']);
});

test('where there is little room, the one line is that of the refusal, with its rule and what to do', async () => {
  window.matchMedia = (media) => Object.assign(matchMedia(media), { matches: media === '(max-width: 48em)' });

  await reportSeveral(['A', 'B']);

  const line = corner().getByRole('button', { expanded: false });
  expect(line.textContent).toMatch(
    /^Put “A” back on the shelfRefused\+1Only a missing book can be found\. Nothing to do/,
  );
  expect(line.closest('[aria-live="polite"]')).not.toBeNull();
});

test('a dismissed card takes nothing away from what a list says of itself', async () => {
  await reportSeveral(['A', 'B']);
  await page.user.click(corner().getByRole('button', { name: 'Dismiss “Put “B” back on the shelf”' }));
  const said = screen.getByText(/not searchable yet: this list may not show/);
  page.api.on('GET /books', { body: buildFound([]) });
  page.api.on('GET /search', { body: buildFound([], { consistent: true }) });

  await page.pass(10_000);

  expect(said).toBeTruthy();
  expect(screen.queryByText(/not searchable yet: this list may not show/)).toBeNull();
  expect(screen.getByText('No book is missing')).toBeTruthy();
});

test('what was refused stays', async () => {
  await reportFound(refuse(409, 'book-not-missing'));

  await page.pass(20_000);

  expect(corner().getByText('Only a missing book can be found.')).toBeTruthy();
});

test('what was deleted before a search was asked for it is said to be gone, and goes by itself after a look', async () => {
  await reportFound({}, refuse(404, 'book-not-found'));
  const gone = corner().queryByText('Gone meanwhile');
  const searchable = corner().queryByText(/^Searchable/);

  await page.pass(8_000);

  expect([gone === null, searchable]).toEqual([false, null]);
  expect(corner().queryByRole('listitem')).toBeNull();
});

test('the card that is repeated stays in sight, although many were asked for since', async () => {
  page = await renderPage('/missing', ({ api }) => {
    const books = ['A', 'B', 'C', 'D'].map((title) => buildBook({ status: 'MISSING', title, bookId: title }));
    api.on('GET /books', { body: buildFound(books.map((book) => buildResult('Book', book))) });
    api.on('GET /books/{bookId}', { body: buildBook() });
    api.on('GET /search', { body: buildFound([], { consistent: false }) });
    api.on('POST /books/{bookId}/found', ({ path }) => {
      if (path.bookId === 'A') throw new TypeError('fetch failed');
      return {};
    });
  });
  await page.pass(0);
  for (const title of ['A', 'B', 'C', 'D']) {
    await page.user.click(await screen.findByRole('button', { name: `“${title}” was found` }));
    await page.pass(0);
  }
  page.api.on('POST /books/{bookId}/found', () => new Promise(() => {}));

  await page.user.click(corner().getByRole('button', { name: 'Repeat' }));
  await page.pass(0);

  expect(corner().getByText('Put “A” back on the shelf').closest('li')?.dataset.stage).toBe('pending');
});

test('what is read out says which command it is about', async () => {
  await reportFound();

  const card = corner()
    .getByText(/^Searchable in/)
    .closest('[aria-atomic="true"]');

  expect(card?.textContent).toContain('Put “Faust” back on the shelf');
  expect(card?.closest('[aria-live="polite"]')).not.toBeNull();
});

test('where there is little room it is one line, which unfolds', async () => {
  window.matchMedia = (media) => Object.assign(matchMedia(media), { matches: media === '(max-width: 48em)' });
  await reportFound(refuse(409, 'book-not-missing'));
  const line = corner().getByRole('button', { expanded: false });
  const folded = corner().queryByRole('listitem');

  await page.user.click(line);

  expect(line.textContent).toMatch(/^Put “Faust” back on the shelfRefusedOnly a missing book can be found/);
  expect(folded).toBeNull();
  expect(corner().getByText('Only a missing book can be found.')).toBeTruthy();
});
