import { afterEach, expect, test } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import type { FakeAnswer } from '../../../test/fake-api.ts';
import type { OpenPage } from '../../../test/open-page.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { buildBook, buildFound, buildResult } from '../../../test/shelf.ts';
import { readStored, store } from '../../state/tab-storage.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

function answer({ api }: OpenPage, found: FakeAnswer | Promise<FakeAnswer>): void {
  api.on('GET /books', { body: buildFound([buildResult('Book', buildBook({ status: 'MISSING' }))]) });
  api.on('GET /books/{bookId}', { body: buildBook() });
  api.on('POST /books/{bookId}/found', () => found);
  api.on('GET /search', { body: buildFound([], { consistent: false }) });
}

/** What a tab keeps that asked for a book to be found, and was answered so. */
async function pressFound(found: FakeAnswer | Promise<FakeAnswer>): Promise<string> {
  page = await renderPage('/missing', (opened) => answer(opened, found));
  await page.pass(0);
  await page.user.click(await screen.findByRole('button', { name: '“Faust” was found' }));
  await page.pass(100);
  cleanup();
  return readStored('millrace-commands');
}

const never = new Promise<FakeAnswer>(() => {});
const findCorner = async () => within(await screen.findByRole('region', { name: 'What was asked for' }));

test('what was pending when the page was loaded again is said to be in doubt, also in the search, and is repeated', async () => {
  const kept = await pressFound(never);
  page = await renderPage('/', (opened) => {
    answer(opened, {});
    store('millrace-commands', kept);
  });
  await page.pass(0);

  const corner = await findCorner();
  const doubt = corner.getByText('Nobody knows whether it went through.');
  await page.user.click(corner.getByRole('button', { name: 'Repeat' }));
  await page.pass(100);

  expect(doubt).toBeTruthy();
  expect(corner.getByText('Accepted')).toBeTruthy();
});

test('what was accepted when the page was loaded again becomes searchable, and does not say how long that took', async () => {
  const kept = await pressFound({});
  page = await renderPage('/', (opened) => {
    answer(opened, {});
    store('millrace-commands', kept);
  });
  await page.pass(0);

  const corner = await findCorner();
  const accepted = corner.getByText('Accepted');
  page.api.on('GET /search', { body: buildFound([], { consistent: true }) });
  await page.pass(5000);

  expect(accepted).toBeTruthy();
  expect(corner.getByText('Searchable')).toBeTruthy();
});
