import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { commandCard } from './support/command-card.ts';
import { choose } from './support/forms.ts';
import { api, library } from './support/stack.ts';
import { useBrowser } from './support/use-browser.ts';

const open = useBrowser();
const borrow = (page: Page) => page.getByRole('button', { name: 'Borrow', exact: true });

test('lends a book, shows when searches know it, and takes it back', async () => {
  const bookId = await library.addBook({ title: 'Symposium' });
  const page = await open(`/books/${bookId}`);

  await choose(page, 'Who borrows it', 'Grace Hopper');
  await borrow(page).click();
  const lent = await commandCard(page, 'Borrow “Symposium”').waitFor(/Searchable in [\d.]+ s/);
  await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
  await page.getByRole('button', { name: 'Return' }).click();
  await commandCard(page, 'Return “Symposium”').waitFor(/Searchable in/);
  await borrow(page).waitFor();

  expect(lent).toContain('Accepted');
  expect((await api('GET', `/books/${bookId}`)).body).toMatchObject({ status: 'AVAILABLE' });
});

test('lends a book once when two windows ask for it at the same moment, and tells the other one why not', async () => {
  const bookId = await library.addBook({ title: 'Oeconomicus' });
  const pages = await Promise.all([open(`/books/${bookId}`), open(`/books/${bookId}`)]);
  for (const [place, page] of pages.entries()) {
    await choose(page, 'Who borrows it', place === 0 ? 'Katherine Johnson' : 'Alan Turing');
  }

  await Promise.all(pages.map((page) => borrow(page).click()));
  const said = await Promise.all(
    pages.map((page) => commandCard(page, 'Borrow “Oeconomicus”').waitFor(/Searchable in|Somebody has the book/)),
  );

  const refused = said.filter((text) => text.includes('Somebody has the book, or it is missing.'));
  expect(refused).toHaveLength(1);
  expect(refused[0]).toContain('Wait until it is back, or look for another copy.');
  // Whoever was refused sees who has it now.
  for (const page of pages) await page.getByRole('button', { name: 'Return' }).waitFor();
});

test('a list on the screen changes by itself as soon as searches know', async () => {
  const { bookId } = await library.addMissing({ title: 'Cynegeticus' });
  const { version } = (await api('GET', `/books/${bookId}`)).body as { version: number };
  const known = await api('GET', `/search?ids=${bookId}&after=books/${bookId}:${version}&wait=20`);
  const page = await open('/missing');
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Cynegeticus' });

  await row.getByRole('button', { name: '“Cynegeticus” was found' }).click();
  await commandCard(page, 'Put “Cynegeticus” back on the shelf').waitFor(/Searchable in/);

  await row.waitFor({ state: 'detached' });
  expect(known.body).toMatchObject({ consistent: true });
});
