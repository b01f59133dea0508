import { afterEach, expect, jest, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { RenderedPage } from '../../test/render-page.tsx';
import { buildFound } from '../../test/shelf.ts';

/** As React sees it when a file of the page does not arrive. */
function NotArrived(): never {
  throw new TypeError('Failed to fetch dynamically imported module');
}

jest.unstable_mockModule('./search/Suggestions.tsx', () => ({ Suggestions: NotArrived }));
jest.unstable_mockModule('./search/FilterDrawer.tsx', () => ({ FilterDrawer: NotArrived }));
jest.unstable_mockModule('./shell/CommandCorner.tsx', () => ({ CommandCorner: NotArrived }));
jest.unstable_mockModule('./shell/Header.tsx', () => ({
  Header: () => (window.location.hash === '#broken' ? <NotArrived /> : null),
}));
const { renderPage } = await import('../../test/render-page.tsx');

let page: RenderedPage;
const report = jest.spyOn(console, 'error').mockImplementation(() => undefined);
afterEach(() => {
  report.mockClear();
});

test('without the code of the suggestions one searches all the same', async () => {
  page = await renderPage('/', () => undefined);
  await page.pass(0);

  await page.user.type(screen.getByRole('combobox', { name: /search titles/i }), 'faust');
  await page.pass(1000);

  expect(window.location.search).toBe('?q=faust');
  expect(report).toHaveBeenCalled();
});

test('without the code of the drawer the results stay, and it says what to do', async () => {
  page = await renderPage('/', () => undefined);
  await page.pass(0);

  await page.user.click(screen.getByRole('button', { name: 'Filters' }));
  await page.pass(0);

  expect(await screen.findByText(/The filters did not arrive/)).toBeTruthy();
  expect(screen.getByText('No book is like that')).toBeTruthy();
});

test('without the code of the corner the view is there, beside a way to load it again', async () => {
  page = await renderPage('/authors', ({ api }) => api.on('GET /authors', { body: buildFound([]) }));
  await page.pass(0);

  expect(await screen.findByRole('heading', { level: 1, name: 'Authors' })).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toBe('How far commands are cannot be shown. Reload');
});

test('a page that cannot be shown at all says so', async () => {
  page = await renderPage('/#broken', () => undefined);
  await page.pass(0);

  expect(screen.getByRole('alert').textContent).toBe('The page cannot be shown. Reload');
});
