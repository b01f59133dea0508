import { expect, test } from '@jest/globals';
import { commandCard } from './support/command-card.ts';
import { waitForTexts } from './support/find-text.ts';
import { choose } from './support/forms.ts';
import { searchView } from './support/search-view.ts';
import { useBrowser } from './support/use-browser.ts';

const open = useBrowser();

test('adds a book with a new author, shows when a search finds it, and then finds it', async () => {
  const page = await open('/books/new');

  await page.getByText('New', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Quillfeather, Ottoline');
  await page.getByRole('textbox', { name: /^Born/ }).fill('1891-04-02');
  await page.getByRole('textbox', { name: 'Title' }).fill('The Zymurgist’s Almanack');
  await page.getByRole('textbox', { name: 'Price' }).fill('12.75');
  await page.getByRole('textbox', { name: 'Currency' }).fill('EUR');
  await page.getByRole('button', { name: 'Add the book' }).click();
  const said = await commandCard(page, 'Add “The Zymurgist’s Almanack”').waitFor(/Searchable in/);
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await searchView(page).search('quillfeather');
  await waitForTexts(searchView(page).titles, ([first]) => first === 'The Zymurgist’s Almanack');

  expect(said).toMatch(/Accepted Searchable in \d+(\.\d)? s/);
  expect(await searchView(page).results.innerText()).toContain('12.75 EUR');
});

test('adds a book of an author who is found while one types', async () => {
  const page = await open('/books/new');

  await choose(page, 'Author’s name', 'Austen, Jane');
  await page.getByRole('textbox', { name: 'Title' }).fill('Sanditon');
  await page.getByRole('button', { name: 'Add the book' }).click();
  const { card, waitFor } = commandCard(page, 'Add “Sanditon”');
  await waitFor(/Searchable in/);
  await card.getByRole('link').click();

  await page.getByRole('heading', { level: 1, name: 'Sanditon' }).waitFor();
  expect(await page.getByRole('link', { name: 'Austen, Jane' }).isVisible()).toBe(true);
});
