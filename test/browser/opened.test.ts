import { expect, test } from '@jest/globals';
import { waitUntil } from '../e2e/support/wait-until.ts';
import { furniture } from './stack/furnish.ts';
import { commandCard } from './support/command-card.ts';
import { expectFitForEverybody } from './support/expect-fit-for-everybody.ts';
import { choose } from './support/forms.ts';
import { readFocusedText } from './support/read-focused-text.ts';
import { searchView } from './support/search-view.ts';
import { library } from './support/stack.ts';
import { useBrowser } from './support/use-browser.ts';

// What is not on the screen until somebody opens it. `views.test.ts` looks at the views as they first stand there.

const open = useBrowser();
const narrow = { width: 390, height: 844 };

test('the list that completes a search, and the choice in it', async () => {
  const page = await open('/');
  const { field, suggestions } = searchView(page);

  await field.fill('austen');
  await suggestions.first().waitFor();
  await field.press('ArrowDown');

  await expectFitForEverybody(page, 'suggestions');
});

test('the filters, where there is no room for them beside the results', async () => {
  const page = await open('/?q=love', { viewport: narrow, reducedMotion: 'reduce' });

  const { waitForTotal } = searchView(page);
  const all = await waitForTotal((total) => total > 0);
  await page.getByRole('button', { name: 'Filters' }).click();
  const drawer = page.getByRole('dialog', { name: 'Filters' });
  await drawer.getByRole('checkbox', { name: 'Poetry' }).check();
  await expectFitForEverybody(page, 'filters');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  // The focus goes back to where it came from.
  await waitUntil(
    () => readFocusedText(page),
    (text) => text === 'Filters',
  );

  expect(await waitForTotal((total) => total > 0 && total !== all)).toBeLessThan(all);
});

test('the form of a book, and the question before it is deleted', async () => {
  const page = await open(`/books/${furniture.persuasion}`);

  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('form', { name: 'Edit this book' }).waitFor();
  await expectFitForEverybody(page, 'edit');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('group', { name: /^Delete “Persuasion”/ }).waitFor();

  await expectFitForEverybody(page, 'delete');
});

test('how far the index is behind', async () => {
  const page = await open('/missing');

  await page.getByRole('button', { name: /^Index: In step/ }).click();
  await page.getByText('Parked keys').waitFor();

  await expectFitForEverybody(page, 'status');
});

test('how far the index is behind, where there is little room: in words as soon as it is, and not over the views', async () => {
  const page = await open('/missing', { viewport: narrow, reducedMotion: 'reduce' });
  await page.getByRole('button', { name: /^Index: In step/ }).waitFor();
  await page.route('**/api/status', (route) => route.abort());
  await page.reload();

  await page.getByText('No answer', { exact: true }).click();
  const panel = await page.getByRole('region', { name: 'The index' }).boundingBox();
  const views = await page.getByRole('navigation', { name: 'Views' }).boundingBox();

  await expectFitForEverybody(page, 'status-narrow');
  expect(panel?.y ?? 0).toBeGreaterThanOrEqual((views?.y ?? 0) + (views?.height ?? 0));
});

test('a command that went through, and one that was refused', async () => {
  const { bookId } = await library.addLoan({ title: 'Memorabilia' });
  const page = await open(`/books/${bookId}`);
  await page.getByRole('button', { name: 'Return' }).click();
  const { card, waitFor } = commandCard(page, 'Return “Memorabilia”');
  await waitFor(/Searchable in/);
  // It goes after a while, but stays while the pointer is on it.
  await card.hover();
  await choose(page, 'Who borrows it', 'Grace Hopper');
  await card.hover();
  await library.command('borrow', bookId, await library.addUser());

  await page.getByRole('button', { name: 'Borrow', exact: true }).press('Enter');
  await commandCard(page, 'Borrow “Memorabilia”').waitFor(/Somebody has the book/);

  await expectFitForEverybody(page, 'commands');
  expect(await card.isVisible()).toBe(true);
});

test('commands where there is little room: one line below what one works with, which unfolds', async () => {
  const { bookId } = await library.addLoan({ title: 'Hellenica' });
  const page = await open(`/books/${bookId}`, { viewport: narrow, reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Return' }).waitFor();
  await page.getByRole('button', { name: 'Report missing' }).click();
  await page.getByRole('button', { name: 'Report missing' }).click();
  const { card, waitFor } = commandCard(page, /missing/);
  await waitFor(/Searchable in/);
  // It goes after a while, but stays while the pointer is on it.
  await card.hover();

  await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
  const last = await page.getByRole('button', { name: 'It was found' }).boundingBox();
  const line = await card.boundingBox();
  await expectFitForEverybody(page, 'commands-folded');
  await card.click();
  await page.getByRole('button', { name: /^Dismiss/ }).waitFor();
  await expectFitForEverybody(page, 'commands-unfolded');

  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThan(line?.y ?? 0);
});

test('both versions of a book that two have changed', async () => {
  const bookId = await library.addBook({ title: 'Apology' });
  const [first, second] = await Promise.all([open(`/books/${bookId}`), open(`/books/${bookId}`, { viewport: narrow })]);
  for (const page of [first, second]) await page.getByRole('button', { name: 'Edit' }).click();

  for (const [page, title] of [
    [first, 'Apology to the Jury'],
    [second, 'Apology of Socrates'],
  ] as const) {
    await page.getByRole('textbox', { name: 'Title' }).fill(title);
    await page.getByRole('button', { name: 'Save' }).click();
    await commandCard(page, `Change “${title}”`).waitFor(/Accepted|To be decided/);
  }
  // Where the form was left, at its end, nobody would see it.
  await waitUntil(
    () => readFocusedText(second),
    (text) => text === 'It was changed meanwhile',
  );

  await expectFitForEverybody(second, 'clash');
});
