import { afterEach, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { refuse } from '../../../test/fake-api.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { buildBook, buildFound, buildResult } from '../../../test/shelf.ts';

let page: RenderedPage;
const { matchMedia } = window;
afterEach(() => {
  window.matchMedia = matchMedia;
  expect(page.api.violations).toEqual([]);
});

const missing = buildResult('Book', buildBook({ status: 'MISSING' }));

async function reportFound(answer: Parameters<RenderedPage['api']['on']>[1] = {}): Promise<void> {
  page = await renderPage('/missing', ({ api }) => {
    api.on('GET /books', { body: buildFound([missing]) });
    api.on('GET /books/{bookId}', { body: buildBook() });
    api.on('POST /books/{bookId}/found', answer);
  });
  await page.pass(0);
  await page.user.click(await screen.findByRole('button', { name: '“Faust” was found' }));
  await page.user.pointer({ target: document.body });
  await page.pass(0);
}

const corner = () => within(screen.getByRole('region', { name: 'What was asked for' }));

test('what went well goes by itself after a look', async () => {
  await reportFound();
  const done = corner().getByText(/^Searchable in/);

  await page.pass(8_000);

  expect(done).toBeTruthy();
  expect(corner().queryByRole('listitem')).toBeNull();
});

test('what is looked at stays', async () => {
  await reportFound();

  await page.user.hover(corner().getByText(/^Searchable in/));
  await page.pass(20_000);

  expect(corner().getByText(/^Searchable in/)).toBeTruthy();
});

test('what was refused stays', async () => {
  await reportFound(refuse(409, 'book-not-missing'));

  await page.pass(20_000);

  expect(corner().getByText('Only a missing book can be found.')).toBeTruthy();
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

  expect(line.textContent).toBe('Put “Faust” back on the shelfRefused');
  expect(folded).toBeNull();
  expect(corner().getByText('Only a missing book can be found.')).toBeTruthy();
});
