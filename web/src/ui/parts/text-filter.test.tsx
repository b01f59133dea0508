import { afterEach, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { buildFound } from '../../../test/shelf.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

test('clearing the search of a listing leaves one in its field, to type on', async () => {
  page = await renderPage('/authors?q=Goethe', ({ api }) => api.on('GET /authors', { body: buildFound([]) }));
  await page.pass(0);

  await page.user.click(await screen.findByRole('button', { name: 'Clear the search' }));
  await page.user.keyboard('Less');

  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  expect(screen.getByRole('searchbox')).toHaveProperty('value', 'Less');
});
