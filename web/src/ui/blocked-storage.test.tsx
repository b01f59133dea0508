import { afterAll, afterEach, expect, jest, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { refuse } from '../../test/fake-api.ts';
import type { RenderedPage } from '../../test/render-page.tsx';
import { buildFound } from '../../test/shelf.ts';

const storages = ['sessionStorage', 'localStorage'] as const;
const before = storages.map((name) => [name, Object.getOwnPropertyDescriptor(window, name)] as const);
// As where all cookies are blocked, from before the page's code is loaded.
for (const name of storages) {
  Object.defineProperty(window, name, {
    configurable: true,
    get: () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    },
  });
}
const warn = jest.spyOn(console, 'warn').mockReturnValue();
const { renderPage } = await import('../../test/render-page.tsx');
const warnings = warn.mock.calls;
warn.mockRestore();

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));
afterAll(() => {
  for (const [name, descriptor] of before) if (descriptor) Object.defineProperty(window, name, descriptor);
});

test('where the browser keeps nothing, the page is there, and a key holds until it is loaded again', async () => {
  page = await renderPage('/', ({ api }) =>
    api.on('GET /search', ({ headers }) =>
      headers.get('x-api-key') === 'open' ? { body: buildFound([]) } : refuse(403, 'forbidden'),
    ),
  );
  await page.pass(0);

  await page.user.type(screen.getByLabelText(/API key/), 'open');
  await page.user.click(screen.getByRole('button', { name: 'Enter' }));
  await page.pass(0);

  expect(screen.getByText('No book is like that')).toBeTruthy();
});

test('only the library of atoms tells developers that it keeps nothing', () => {
  expect(warnings).toEqual([[expect.any(DOMException)]]);
});
